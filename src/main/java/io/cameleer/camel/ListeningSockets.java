package io.cameleer.camel;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.vertx.core.impl.transports.JDKTransport;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The JDK's sockets, of which those that listen can be closed alone. Vert.x closes a port only
 * together with the connections that came through it.
 */
final class ListeningSockets extends JDKTransport {

  private final Set<ServerChannel> open = ConcurrentHashMap.newKeySet();

  @Override
  public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
    if (domainSocket) {
      return super.serverChannelFactory(true);
    }
    return () -> {
      ServerChannel socket = new NioServerSocketChannel();
      open.add(socket);
      socket.closeFuture().addListener(closed -> open.remove(socket));
      return socket;
    };
  }

  /** Lets nobody connect from now on; who is connected stays so. */
  void close() {
    open.stream().map(Channel::close).toList().forEach(closing -> closing.syncUninterruptibly());
  }
}
