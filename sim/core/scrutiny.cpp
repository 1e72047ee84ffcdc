// SPDX-License-Identifier: Apache-2.0
#include "sim/core/scrutiny.hpp"

#include <malloc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <numeric>

#include "sim/core/hash.hpp"

namespace sandtable {

namespace {

template <class T>
std::uint64_t hash_of(const std::vector<T>& values) {
  return hash64(
      std::string_view(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)));
}

[[gnu::noinline]] void fill_stack(unsigned char fill) {
  std::array<unsigned char, 1 << 16> unused;
  unused.fill(fill);
  asm volatile("" : : "r"(unused.data()) : "memory");
}

/// Small blocks that were freed wait in a list of the thread, seven a size, and are handed out as
/// they are, M_PERTURB or not. Not all are reached: malloc may move others into that list
/// meanwhile.
void fill_freed_blocks(unsigned char fill) {
  constexpr std::size_t smallest = 24, largest = 1032, step = 16;
  std::array<void*, 8> blocks;
  for (std::size_t size = smallest; size <= largest; size += step) {
    for (void*& block : blocks) {
      block = std::malloc(size);
      if (block) std::memset(block, fill, size);
      asm volatile("" : : "r"(block) : "memory");
    }
    for (void* block : blocks) std::free(block);
  }
}

}  // namespace

std::uint64_t digest_of(const Context& context, const Events& events, Tick due) {
  std::vector<std::uint64_t> words{static_cast<std::uint64_t>(due.count)};
  for (const std::optional<Version::Data>& data : context.written()) {
    words.push_back(data ? 1 : 0);
    if (data) words.push_back(std::visit([](const auto& v) { return hash_of(v); }, *data));
  }
  for (const Decision& decision : context.decisions()) {
    words.push_back(hash64(decision.rule));
    words.push_back(static_cast<std::uint64_t>(decision.action.effect.count));
    words.push_back(decision.action.process);
    words.push_back(decision.action.lever);
    words.push_back(static_cast<std::uint64_t>(decision.action.target));
    for (const std::int64_t value : decision.action.values)
      words.push_back(static_cast<std::uint64_t>(value));
  }
  for (const Event& event : events.rows) {
    words.push_back(static_cast<std::uint64_t>(event.time.count));
    words.push_back(event.kind);
    words.push_back(static_cast<std::uint64_t>(event.entity));
    words.push_back(event.occasion);
    words.push_back(static_cast<std::uint64_t>(event.value));
  }
  return hash64(std::span<const std::uint64_t>(words));
}

void fill_memory(unsigned char fill) {
#ifdef __GLIBC__
  mallopt(M_PERTURB, fill);
#endif
  if (fill == 0) return;
  fill_freed_blocks(fill);
  fill_stack(fill);
}

std::vector<std::size_t> shuffled(std::size_t count, std::uint64_t seed, std::uint64_t what) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) {
    return std::pair(hash64(std::array<std::uint64_t, 3>{seed, what, i}), i);
  });
  return order;
}

}  // namespace sandtable
