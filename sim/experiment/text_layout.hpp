// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sandtable {

constexpr std::size_t kTextColumns = 100;

enum class Ink { plain, bold, warning, good, bad, faint };

/// The text in an ANSI colour, or as it is.
std::string inked(const std::string& text, Ink ink, bool colour);

/// Characters as a reader counts them: bytes that begin one in UTF-8.
std::size_t width(std::string_view text);

/// `text` cut to `columns` whole characters, the last an ellipsis.
std::string cut(const std::string& text, std::size_t columns);

/// Words in lines of at most kTextColumns; later lines begin with as many blanks as `first` is
/// wide.
std::string wrapped(const std::string& first, const std::string& text);

struct GridCell {
  std::string text;
  Ink ink = Ink::plain;
};

/// A table of names by names, with one cell for each; cells.size() is rows.size(), each of
/// columns.size(). Columns beyond the width of a line follow in blocks below.
struct Grid {
  std::string corner;
  std::vector<std::string> rows, columns;
  std::vector<std::vector<GridCell>> cells;
};

std::string grid_text(const Grid& grid, bool colour);

}  // namespace sandtable
