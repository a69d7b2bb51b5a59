package io.cameleer.clients;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonTypeName;

/** A tool as the official client takes it: a class. */
@JsonTypeName("get_time")
@JsonClassDescription("The time in a city.")
class GetTime {
  public String city;
}
