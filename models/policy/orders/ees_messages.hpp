// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sim/core/error.hpp"

namespace sandtable::ees {

/// A zone that a message is sent to, as written.
struct Zone {
  std::string id;
  Source where;
};

/// A place that a message names.
struct Place {
  std::string name;
  double x = 0, y = 0;  ///< in the messages' CRS
  Source where;
};

/// One message of the Emergency Evacuation Simulator (EES).
struct Message {
  std::string type;     ///< "EVACUATE_NOW"
  double clock_s = 0;   ///< time of day
  std::string written;  ///< "1300"
  std::optional<Place> place;
  std::vector<Zone> zones;
  Source where;  ///< of its type
};

/// What a file of messages says.
struct Messages {
  std::string crs;  ///< of the places; "" if not said
  std::vector<Message> list;
};

/// Reads EES's messages ("messages": type, content, broadcastHHMM, broadcastZones); a comma before
/// a closing bracket is let through, as EES does. A content "NAME,X,Y,text" names a place. Refuses,
/// all at once, with line and column: broken JSON, what is missing, a time that is none.
Messages read_messages(const std::filesystem::path& file);

/// The same of a text; `file` names it in messages.
Messages parse_messages(std::string text, const std::string& file);

}  // namespace sandtable::ees
