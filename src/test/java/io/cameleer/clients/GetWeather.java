package io.cameleer.clients;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonTypeName;

/** A tool as the official client takes it: a class. */
@JsonTypeName("get_weather")
@JsonClassDescription("The weather of a city.")
class GetWeather {
  public String city;
  public int days;
}
