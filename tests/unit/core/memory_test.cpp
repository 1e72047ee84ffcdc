// SPDX-License-Identifier: Apache-2.0
#include "sim/core/memory.hpp"

#include <catch2/catch.hpp>
#include <limits>

#include "tests/unit/scenario/folder.hpp"

namespace sandtable::testing {

// Would catch a container's limit that is overlooked (the program would be killed), one of a group
// around its own, and pages of files that count as taken.
TEST_CASE("memory: the least of the machine's and of all groups around is left", "[core]") {
  const Folder folder("memory");
  folder.write("proc/meminfo", "MemTotal: 32000 kB\nMemAvailable:   16000 kB\n");
  CHECK(memory_left(folder.path()) == 16000 * 1024);
  folder.write("proc/self/cgroup", "0::/outer/own\n");
  folder.write("sys/fs/cgroup/outer/own/memory.max", "max\n");
  CHECK(memory_left(folder.path()) == 16000 * 1024);
  folder.write("sys/fs/cgroup/outer/memory.max", "5000000\n");
  folder.write("sys/fs/cgroup/outer/memory.stat", "anon 1000000\nfile 3000000\n");
  CHECK(memory_left(folder.path()) == 4000000);
  folder.write("proc/self/cgroup", "5:cpu:/other\n4:memory:/own\n");
  folder.write("sys/fs/cgroup/memory/own/memory.limit_in_bytes", "3000000\n");
  folder.write("sys/fs/cgroup/memory/own/memory.stat", "rss 1\ntotal_rss 2900000\n");
  CHECK(memory_left(folder.path()) == 100000);
}

// Would catch a machine without these files on which nothing could be loaded.
TEST_CASE("memory: where nothing says it, nothing is refused", "[core]") {
  CHECK(memory_left("/no/such/folder") == std::numeric_limits<std::uint64_t>::max());
  CHECK(memory_left() > 0);
}

}  // namespace sandtable::testing
