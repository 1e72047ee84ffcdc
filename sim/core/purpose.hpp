// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

namespace sandtable {

/// Why a random number is drawn: part of its key, so that two purposes of one process never share
/// luck. A number, once given, is never changed or used again. A model outside this repository
/// takes numbers from first_plugin on: `Purpose{1000}`.
enum class Purpose : std::uint64_t {
  parameter = 1,           ///< an uncertain parameter of a draw
  alternative = 2,         ///< which of a weighted set
  message_reach = 3,       ///< whether a message arrives at a person
  initial_lag = 4,         ///< from a message to the first act
  final_lag = 5,           ///< from the decision to leave to the departure
  order_delay = 6,         ///< from an order to its effect
  observation_noise = 7,   ///< what a policy sees, around what is
  compliance = 8,          ///< whether an order is followed
  failure = 9,             ///< whether, or when, a structure gives way
  service_time = 10,       ///< how long one job takes
  damage = 11,             ///< which state of damage
  incident = 12,           ///< when and where an exogenous incident happens
  information_age = 13,    ///< how old the news of the roads is that a driver goes by
  without_car = 14,        ///< whether a household has a car
  departure = 15,          ///< when a trip that no person makes begins
  alert = 16,              ///< when a warning reaches a household
  protective_action = 17,  ///< how long a household takes from an alert to leaving
  presence = 18,           ///< who is at a place when the story starts
  first_plugin = 1000,
};

/// Every purpose of this repository with its name, in the order of the numbers.
inline constexpr std::array<std::pair<Purpose, std::string_view>, 18> purposes{{
    {Purpose::parameter, "parameter"},
    {Purpose::alternative, "alternative"},
    {Purpose::message_reach, "message_reach"},
    {Purpose::initial_lag, "initial_lag"},
    {Purpose::final_lag, "final_lag"},
    {Purpose::order_delay, "order_delay"},
    {Purpose::observation_noise, "observation_noise"},
    {Purpose::compliance, "compliance"},
    {Purpose::failure, "failure"},
    {Purpose::service_time, "service_time"},
    {Purpose::damage, "damage"},
    {Purpose::incident, "incident"},
    {Purpose::information_age, "information_age"},
    {Purpose::without_car, "without_car"},
    {Purpose::departure, "departure"},
    {Purpose::alert, "alert"},
    {Purpose::protective_action, "protective_action"},
    {Purpose::presence, "presence"},
}};

/// The purpose's name; "plugin" from first_plugin on, "" for a number that has none.
constexpr std::string_view name(Purpose purpose) {
  if (purpose >= Purpose::first_plugin) return "plugin";
  for (const auto& [known, text] : purposes)
    if (known == purpose) return text;
  return "";
}

}  // namespace sandtable
