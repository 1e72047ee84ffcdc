// SPDX-License-Identifier: Apache-2.0
#include <cairo.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "cli/new/write.hpp"
#include "sim/core/error.hpp"

namespace sandtable::cli {
namespace {

constexpr double long_side = 1400, foot = 64;  ///< pixels

struct Colour {
  double red = 0, green = 0, blue = 0, opacity = 1;
};

/// A picture whose upper part shows a box of the place, north up.
class Picture {
 public:
  explicit Picture(const Box& box) : box_(box) {
    const double width_m = box.max_x - box.min_x, height_m = box.max_y - box.min_y;
    scale_ = long_side / std::max(width_m, height_m);
    width_ = std::max(600.0, width_m * scale_);
    height_ = height_m * scale_;
    surface_.reset(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, static_cast<int>(width_),
                                              static_cast<int>(height_ + foot)));
    pen_.reset(cairo_create(surface_.get()));
    colour({1, 1, 1});
    cairo_paint(pen_.get());
  }
  double scale() const { return scale_; }
  double height() const { return height_; }
  double width() const { return width_; }
  cairo_t* pen() { return pen_.get(); }
  void colour(const Colour& c) {
    cairo_set_source_rgba(pen_.get(), c.red, c.green, c.blue, c.opacity);
  }
  double x(double metres) const { return (metres - box_.min_x) * scale_; }
  double y(double metres) const { return (box_.max_y - metres) * scale_; }
  void rectangle(const Box& box) {
    cairo_rectangle(pen_.get(), x(box.min_x), y(box.max_y), (box.max_x - box.min_x) * scale_,
                    (box.max_y - box.min_y) * scale_);
  }
  void text(double at_x, double at_y, double size, const std::string& words) {
    cairo_set_font_size(pen_.get(), size);
    cairo_move_to(pen_.get(), at_x, at_y);
    cairo_show_text(pen_.get(), words.c_str());
  }
  void save(const std::filesystem::path& file) {
    const cairo_status_t status = cairo_surface_write_to_png(surface_.get(), file.c_str());
    if (status != CAIRO_STATUS_SUCCESS)
      fail(fmt::format("{} cannot be written ({})", file.string(), cairo_status_to_string(status)));
  }

 private:
  Box box_;
  double scale_ = 1, width_ = 0, height_ = 0;
  std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> surface_{
      nullptr, cairo_surface_destroy};
  std::unique_ptr<cairo_t, decltype(&cairo_destroy)> pen_{nullptr, cairo_destroy};
};

/// Green to brown to white by height, darker on slopes that face away from the north-west.
Colour ground_colour(double share, double light) {
  const double red = 0.72 + 0.26 * share, green = 0.82 + 0.06 * share, blue = 0.66 + 0.28 * share;
  return {red * light, green * light, blue * light, 1};
}

void draw_ground(const Elevation& ground, Picture& picture) {
  float low = 1e9F, high = -1e9F;
  for (const float height : ground.height_m)
    if (!std::isnan(height)) low = std::min(low, height), high = std::max(high, height);
  const std::size_t step =
      std::max<std::size_t>(1, static_cast<std::size_t>(1 / (ground.cell_m * picture.scale())));
  const double side_m = ground.cell_m * static_cast<double>(step);
  cairo_set_antialias(picture.pen(), CAIRO_ANTIALIAS_NONE);
  for (std::size_t row = 0; row < ground.rows; row += step)
    for (std::size_t column = 0; column < ground.columns; column += step) {
      const std::size_t cell = row * ground.columns + column;
      const std::size_t right = std::min(column + step, ground.columns - 1),
                        below = std::min(row + step, ground.rows - 1);
      const double here = ground.height_m[cell],
                   east = ground.height_m[row * ground.columns + right],
                   south = ground.height_m[below * ground.columns + column];
      if (std::isnan(here)) continue;
      const double slope =
          ((std::isnan(east) ? here : east) - here - ((std::isnan(south) ? here : south) - here)) /
          side_m;
      picture.colour(ground_colour((here - low) / std::max(1.0F, high - low),
                                   std::clamp(0.92 + 0.35 * slope, 0.55, 1.0)));
      const Point at = ground.middle(cell);
      picture.rectangle({at.x - ground.cell_m / 2, at.y + ground.cell_m / 2 - side_m,
                         at.x - ground.cell_m / 2 + side_m, at.y + ground.cell_m / 2});
      cairo_fill(picture.pen());
    }
  cairo_set_antialias(picture.pen(), CAIRO_ANTIALIAS_DEFAULT);
}

void draw_buildings(const std::vector<Building>& buildings, Picture& picture) {
  picture.colour({0.35, 0.33, 0.32, 0.8});
  cairo_set_fill_rule(picture.pen(), CAIRO_FILL_RULE_EVEN_ODD);
  for (const Building& building : buildings) {
    for (const Path& ring : building.rings) {
      cairo_new_sub_path(picture.pen());
      for (const Point point : ring)
        cairo_line_to(picture.pen(), picture.x(point.x), picture.y(point.y));
    }
    cairo_fill(picture.pen());
  }
}

void draw_homes(const Homes& homes, Picture& picture) {
  picture.colour({0.45, 0.1, 0.5, 0.55});
  for (const Home& home : homes.list) {
    const double radius = std::clamp(0.6 * std::sqrt(home.people), 0.8, 6.0);
    cairo_arc(picture.pen(), picture.x(home.place.x), picture.y(home.place.y), radius, 0, 6.2832);
    cairo_fill(picture.pen());
  }
}

void draw_roads(const RoadNetwork& roads, Picture& picture) {
  for (std::int32_t link = 0; link < roads.links(); ++link) {
    const double an_hour = roads.capacity_per_s[link] * 3600;
    picture.colour(an_hour >= 1500 ? Colour{0.75, 0.2, 0.1} : Colour{0.15, 0.15, 0.15});
    cairo_set_line_width(picture.pen(), an_hour >= 1500 ? 2.4 : an_hour >= 800 ? 1.6 : 0.9);
    const std::int32_t a = roads.from[link], b = roads.to[link];
    cairo_move_to(picture.pen(), picture.x(roads.node_x[a]), picture.y(roads.node_y[a]));
    cairo_line_to(picture.pen(), picture.x(roads.node_x[b]), picture.y(roads.node_y[b]));
    cairo_stroke(picture.pen());
  }
}

void draw_made(const Made& made, Picture& picture) {
  picture.colour({0.1, 0.1, 0.4, 0.7});
  cairo_set_line_width(picture.pen(), 1);
  for (const Sector& sector : made.sectors) {
    for (const Path& ring : sector.rings) {
      cairo_new_sub_path(picture.pen());
      for (const Point point : ring)
        cairo_line_to(picture.pen(), picture.x(point.x), picture.y(point.y));
    }
    cairo_stroke(picture.pen());
    const Box box = bounds(sector.rings);
    picture.text(picture.x(box.min_x) + 4, picture.y(box.max_y) + 15, 13, sector.name);
  }
  for (const Exit& exit : made.exits) {
    const double x = picture.x(exit.place.x), y = picture.y(exit.place.y);
    picture.colour({0, 0.45, 0.1});
    cairo_arc(picture.pen(), x, y, 7, 0, 6.2832);
    cairo_fill(picture.pen());
    const bool at_the_right = x > picture.width() - 90;
    picture.text(x + (at_the_right ? -80 : 10), std::clamp(y + 5, 16.0, picture.height() - 4), 15,
                 exit.name);
  }
}

/// 1, 2 or 5 times a power of ten, at most `metres`.
double round_length(double metres) {
  double unit = 1;
  while (unit * 10 <= metres) unit *= 10;
  return metres >= 5 * unit ? 5 * unit : metres >= 2 * unit ? 2 * unit : unit;
}

void draw_foot(const Place& place, Picture& picture) {
  const double top = picture.height();
  picture.colour({1, 1, 1});
  cairo_rectangle(picture.pen(), 0, top, picture.width(), foot);
  cairo_fill(picture.pen());
  picture.colour({0, 0, 0});
  picture.text(8, top + 20, 16, place.title);
  const double length_m = round_length(150 / picture.scale());
  cairo_rectangle(picture.pen(), picture.width() - 170, top + 10, length_m * picture.scale(), 5);
  cairo_fill(picture.pen());
  picture.text(
      picture.width() - 170, top + 30, 13,
      length_m >= 1000 ? fmt::format("{:g} km", length_m / 1000) : fmt::format("{:g} m", length_m));
  picture.text(8, top + 38, 12,
               "roads (red: 1,500 vehicles/h and more), buildings grey, homes violet; zones blue, "
               "exits green");
  if (place.credit_openstreetmap)
    picture.text(8, top + 55, 12, "Map data \u00a9 OpenStreetMap contributors, ODbL");
}

}  // namespace

void draw_map(const Place& place, const Made& made, const std::filesystem::path& file) {
  Picture picture(place.box);
  draw_ground(place.ground, picture);
  draw_buildings(place.buildings, picture);
  draw_homes(place.homes, picture);
  draw_roads(place.roads, picture);
  draw_made(made, picture);
  draw_foot(place, picture);
  picture.save(file);
}

}  // namespace sandtable::cli
