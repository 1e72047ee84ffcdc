// SPDX-License-Identifier: Apache-2.0
// Facts that a model must reproduce: each is checked, and becomes a row of docs/validation.md when
// tools/renew-validation.sh runs the tests that are tagged [fact].
#pragma once

#include <string>

namespace sandtable::validation {

/// Who says what is expected, and how near it is to be met: within a share of it, or by so much.
struct Source {
  const char* name = "";
  double share = 0.0;
  double by = 0.0;
};

/// Solutions of kinematic-wave theory with a triangular fundamental diagram (Newell 1993).
inline constexpr Source exact{"exact", 0.02, 0.0};
/// UXsim's own verification tests (tests/test_verification_*.py), and the tolerance that they use.
inline constexpr Source uxsim{"UXsim", 0.10, 0.0}, uxsim_wide{"UXsim", 0.20, 0.0};

/// Of one topic: what is measured, with its unit; what is expected; what the model gave.
struct Fact {
  std::string topic, what;
  double expected = 0.0, got = 0.0;
};

/// Fails the test if the fact is not met.
void reproduce(const Fact& fact, const Source& source);

/// As reproduce, for a fact that says only which of two is more: `got` must be above `expected`.
void reproduce_above(const Fact& fact, const Source& source);

}  // namespace sandtable::validation
