// SPDX-License-Identifier: Apache-2.0
#include "sim/experiment/text_layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace sandtable {

namespace {

constexpr std::size_t kNameColumns = 18;
constexpr std::size_t kCellColumns = 16;
constexpr std::size_t kCellsALine = (kTextColumns - 2 - kNameColumns) / kCellColumns;

bool begins_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

std::string padded(const std::string& text, std::size_t columns) {
  return std::string(columns - std::min(columns, width(text)), ' ') + text;
}

std::string block_text(const Grid& grid, std::size_t first, std::size_t last, bool colour) {
  std::string head = fmt::format("  {:<{}}", grid.corner, kNameColumns);
  for (std::size_t c = first; c < last; ++c)
    head += padded(cut(grid.columns[c], kCellColumns - 1), kCellColumns);
  std::string text = inked(head, Ink::faint, colour) + '\n';
  for (std::size_t r = 0; r < grid.rows.size(); ++r) {
    text += fmt::format("  {:<{}}", cut(grid.rows[r], kNameColumns), kNameColumns);
    for (std::size_t c = first; c < last; ++c)
      text += inked(padded(grid.cells[r][c].text, kCellColumns), grid.cells[r][c].ink, colour);
    while (text.back() == ' ') text.pop_back();
    text += '\n';
  }
  return text;
}

}  // namespace

std::string inked(const std::string& text, Ink ink, bool colour) {
  if (!colour || ink == Ink::plain) return text;
  constexpr std::array<const char*, 6> kCodes = {"0", "1", "33", "32", "31", "2"};
  return fmt::format("\x1b[{}m{}\x1b[0m", kCodes[static_cast<std::size_t>(ink)], text);
}

std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_character));
}

std::string cut(const std::string& text, std::size_t columns) {
  if (width(text) <= columns) return text;
  std::string result;
  for (const char c : text) {
    if (begins_character(c) && width(result) == columns - 1) break;
    result += c;
  }
  return result + "…";
}

std::string wrapped(const std::string& first, const std::string& text) {
  std::string result = first, word;
  std::size_t column = width(first);
  const std::size_t indent = column;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] != ' ' && text[i] != '\n') {
      word += text[i];
      continue;
    }
    if (word.empty()) continue;
    if (column > indent && column + 1 + width(word) > kTextColumns) {
      result += '\n' + std::string(indent, ' ');
      column = indent;
    }
    if (column > indent) result += ' ';
    column += width(word) + (column > indent ? 1 : 0);
    result += word;
    word.clear();
  }
  return result + '\n';
}

std::string grid_text(const Grid& grid, bool colour) {
  std::string text;
  for (std::size_t first = 0; first < grid.columns.size(); first += kCellsALine)
    text += (first > 0 ? "\n" : "") +
            block_text(grid, first, std::min(first + kCellsALine, grid.columns.size()), colour);
  return text;
}

}  // namespace sandtable
