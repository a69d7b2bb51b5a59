package io.cameleer.clients;

import java.util.List;

/** An answer's structure as the official client takes it: a class. */
class Caravan {
  public String leader;
  public int camels;
  public List<String> stops;
}
