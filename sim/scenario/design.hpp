// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sim/core/error.hpp"

namespace sandtable {

/// How the uncertain parameters of the draws are spread over what is possible.
enum class DesignKind { monte_carlo, latin_hypercube, sobol };

/// "monte-carlo", "latin-hypercube", "sobol".
std::string_view name(DesignKind kind);

/// A design that can be run. `replicates` independent ones of `size` draws each, replicate r
/// holding the rows r x size ... (r + 1) x size - 1; both are 0 with Monte Carlo, whose draws stand
/// alone.
struct Design {
  DesignKind kind = DesignKind::monte_carlo;
  std::int64_t draws = 0;  ///< replicates x size; of Monte Carlo what was asked for, 0: nothing
  std::int64_t replicates = 0;
  std::int64_t size = 0;
};

/// Something asked for, what the asker calls it ("size", "--replicate-size"), and where.
template <class T>
struct Asked {
  T value;
  std::string word;
  Source where;
};

/// A design as it is asked for, by a scenario or on the command line; what is not said is empty.
struct DesignRequest {
  std::optional<Asked<std::string>> kind;
  std::optional<Asked<std::int64_t>> replicates, size, draws;
};

/// The scenario's request with what was chosen beside it in its place. A number of draws that the
/// scenario means for one design is not carried over to another.
DesignRequest over(const DesignRequest& chosen, const DesignRequest& scenario);

/// The design that is asked for: Monte Carlo when none is, else at least 8 replicates (8) of `size`
/// draws (draws / replicates, else 64), a power of two for Sobol. Mistakes go to `problems`.
Design design_of(const DesignRequest& request, Problems& problems);

}  // namespace sandtable
