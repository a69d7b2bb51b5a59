package io.cameleer.job.webhook;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/**
 * The addresses of the public internet. All others are somebody's own: private networks, this
 * machine, clouds' metadata services. After IANA's <a
 * href="https://www.iana.org/assignments/iana-ipv4-special-registry">IPv4</a> and <a
 * href="https://www.iana.org/assignments/iana-ipv6-special-registry">IPv6</a> Special-Purpose
 * Address Registries.
 */
public final class PublicAddresses {

  private static final List<Block> NOT_PUBLIC_IPV4 =
      Stream.of(
              "0.0.0.0/8", // this network
              "10.0.0.0/8", // private
              "100.64.0.0/10", // carrier-grade NAT; Alibaba's metadata service
              "127.0.0.0/8", // loopback
              "168.63.129.16/32", // Azure's own services
              "169.254.0.0/16", // link-local; the metadata services of most clouds
              "172.16.0.0/12", // private
              "192.0.0.0/24", // protocol assignments; Oracle's metadata service
              "192.0.2.0/24", // documentation
              "192.88.99.0/24", // 6to4 relays
              "192.168.0.0/16", // private
              "198.18.0.0/15", // benchmarks
              "198.51.100.0/24", // documentation
              "203.0.113.0/24", // documentation
              "224.0.0.0/3") // multicast, reserved, broadcast
          .map(Block::of)
          .toList();

  /** All that is assigned as global unicast, which leaves out loopback, unique-local and others. */
  private static final Block GLOBAL_IPV6 = Block.of("2000::/3");

  private static final List<Block> NOT_PUBLIC_IPV6 =
      Stream.of(
              "2001::/23", // protocol assignments, Teredo among them, which wraps IPv4
              "2001:db8::/32", // documentation
              "2002::/16", // 6to4, which wraps IPv4
              "3fff::/20") // documentation
          .map(Block::of)
          .toList();

  private PublicAddresses() {}

  /** Whether an address is public. */
  public static boolean contain(InetAddress address) {
    // IPv4 addresses that are written as IPv6 ones are IPv4 addresses to Java already.
    return address instanceof Inet4Address
        ? NOT_PUBLIC_IPV4.stream().noneMatch(block -> block.contains(address))
        : GLOBAL_IPV6.contains(address)
            && NOT_PUBLIC_IPV6.stream().noneMatch(block -> block.contains(address));
  }

  /**
   * The addresses that begin with the same bits.
   *
   * @param beginning those bits as a number
   * @param bits how many there are
   * @param length how many bits an address has
   */
  private record Block(BigInteger beginning, int bits, int length) {

    static Block of(String text) {
      int slash = text.indexOf('/');
      int bits = Integer.parseInt(text.substring(slash + 1));
      try {
        byte[] address = InetAddress.getByName(text.substring(0, slash)).getAddress();
        return new Block(beginning(address, bits), bits, address.length * Byte.SIZE);
      } catch (UnknownHostException impossible) {
        throw new IllegalArgumentException(impossible);
      }
    }

    private static BigInteger beginning(byte[] address, int bits) {
      return new BigInteger(1, address).shiftRight(address.length * Byte.SIZE - bits);
    }

    boolean contains(InetAddress address) {
      byte[] other = address.getAddress();
      return other.length * Byte.SIZE == length && beginning(other, bits).equals(beginning);
    }
  }
}
