// SPDX-License-Identifier: Apache-2.0
#include "sim/core/hash.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <string>

namespace sandtable {

TEST_CASE("hash64 is XXH64 with seed 0") {  // catches another hash, seed or byte order
  // The values are those of xxhsum -H64 and of the xxhash packages' documentation.
  CHECK(hash64("") == 0xEF46DB3751D8E999u);
  CHECK(hash64("a") == 0xD24EC4F1A98C6E5Bu);
  CHECK(hash64("abc") == 0x44BC2CF5AD770999u);
  CHECK(hash64("xxhash") == 0x32DD38952C4BC720u);
  CHECK(hash64("Nobody inspects the spammish repetition") == 0xFBCEA83C8A378BF1u);
}

TEST_CASE("hash64 of two strings is of the first's length, the first and the second") {
  using namespace std::string_literals;
  CHECK(hash64("ab", "c") == hash64("\2\0\0\0\0\0\0\0abc"s));
  CHECK(hash64("", "") == hash64("\0\0\0\0\0\0\0\0"s));
}

TEST_CASE("hash64 of two strings separates them") {  // catches ids that run into each other
  CHECK(hash64("ab", "c") != hash64("a", "bc"));
  CHECK(hash64("zone", "11") != hash64("zone1", "1"));
  CHECK(hash64("abc", "") != hash64("", "abc"));
}

TEST_CASE("hash64 of words is of their little-endian bytes") {
  using namespace std::string_literals;
  const std::array<std::uint64_t, 2> words{0x0807060504030201u, 1};
  CHECK(hash64(words) == hash64("\1\2\3\4\5\6\7\10\1\0\0\0\0\0\0\0"s));
}

}  // namespace sandtable
