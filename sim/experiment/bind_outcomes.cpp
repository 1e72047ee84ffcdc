// SPDX-License-Identifier: Apache-2.0
#include "sim/experiment/bind_outcomes.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/experiment/assumptions.hpp"
#include "sim/scenario/quantity.hpp"

namespace sandtable {

namespace {

/// What multiplies an outcome in its field's unit (a time: s; an integral: times s) to give `unit`.
std::optional<double> scale_to(const std::string& own, const std::string& unit) {
  if (unit.empty() || units_agree(own, unit)) return 1.0;
  if (to_si_name(own).empty() || to_si_name(own) != to_si_name(unit)) return std::nullopt;
  return from_si(1.0, unit) / from_si(1.0, own);
}

class OutcomeBinder {
 public:
  OutcomeBinder(Experiment& made, const LabelsByField& labels, const OutcomeSpec& spec,
                Problems& problems)
      : made_(made), labels_(labels), spec_(spec), problems_(problems) {}

  void bind() {
    OutcomePlan plan{spec_, field(spec_.field), {}, {}, {}, false, 1};
    if (plan.field == unbound) return;
    OutcomeInfo info{spec_.name,   spec_.label, spec_.unit, spec_.better, definition_text(spec_),
                     spec_.series, {}};
    for (const std::string& of : spec_.of)
      plan.of.push_back(on_same_support(plan, of, Element::u8, "of"));
    check_time();
    if (!group(plan, info)) return;
    set_unit(plan, info);
    if (info.label.empty()) info.label = spec_.name;
    made_.outcomes.push_back(std::move(plan));
    made_.info.outcomes.push_back(std::move(info));
  }

 private:
  std::size_t field(const std::string& name) {
    const std::size_t index = made_.system.field(name);
    if (index == unbound) {
      std::vector<std::string> known;
      for (const FieldInfo& info : made_.system.fields) known.push_back(info.name);
      problems_.add(spec_.where,
                    fmt::format("unknown field '{}':{}", name, suggestion(name, known)));
    }
    return index;
  }

  /// A field of the outcome's own process, or of the one that is named.
  std::size_t on_same_support(const OutcomePlan& plan, const std::string& name, Element element,
                              std::string_view word) {
    const std::string process = spec_.field.substr(0, spec_.field.find('.'));
    const std::string full = name.find('.') == std::string::npos ? process + "." + name : name;
    const std::size_t found = field(full);
    if (found == unbound) return found;
    const FieldInfo& info = made_.system.fields[found];
    if (info.support != made_.system.fields[plan.field].support || info.element != element)
      problems_.add(spec_.where,
                    fmt::format("outcome '{}': '{}' cannot be used as {} (it must be {} on "
                                "the support of {})",
                                spec_.name, full, word, sandtable::name(element), spec_.field));
    return found;
  }

  /// A time that may never come is told for all together, and has no course.
  void check_time() {
    if (spec_.over_time != Reduction::first_time) return;
    if (!spec_.by.empty())
      problems_.add(spec_.where,
                    fmt::format("outcome '{}' is a time and grouped (a time that may never come is "
                                "told for all together): leave out by",
                                spec_.name));
    if (spec_.series)
      problems_.add(spec_.where,
                    fmt::format("outcome '{}' is a time and keeps a series (a time has no "
                                "course): leave out series",
                                spec_.name));
  }

  /// False when a field that groups is not there.
  bool group(OutcomePlan& plan, OutcomeInfo& info) {
    for (const std::string& by : spec_.by) {
      const auto drawn = [&](const DrawnParameter& p) {
        return p.process == by && !p.labels.empty();
      };
      if (std::ranges::any_of(made_.drawn, drawn)) continue;  // every outcome can be told by it
      plan.by.push_back(on_same_support(plan, by, Element::i32, "by"));
      if (plan.by.back() == unbound) return false;
      info.by.push_back(grouping(made_.system.fields[plan.by.back()].name));
      plan.groups.push_back(made_.info.groupings[info.by.back()].labels.size());
    }
    return true;
  }

  std::size_t grouping(const std::string& field_name) {
    const std::string short_name = field_name.substr(field_name.find('.') + 1);
    std::vector<Grouping>& known = made_.info.groupings;
    const auto at = std::ranges::find(known, short_name, &Grouping::name);
    if (at != known.end()) return static_cast<std::size_t>(at - known.begin());
    const auto labels = labels_.find(field_name);
    known.push_back(
        {short_name, labels == labels_.end() ? std::vector<std::string>() : labels->second});
    return known.size() - 1;
  }

  void set_unit(OutcomePlan& plan, OutcomeInfo& info) {
    const FieldInfo& measured = made_.system.fields[plan.field];
    plan.is_time = measured.unit == "tick";
    const bool share =
        spec_.over_entities == EntityReduction::mean && measured.element == Element::u8;
    std::string own = plan.is_time || spec_.over_time == Reduction::first_time ? "s"
                      : share                                                  ? "1"
                                                                               : measured.unit;
    if (spec_.over_time == Reduction::integral) own += " s";
    const std::optional<double> scale = scale_to(own, spec_.unit);
    if (!scale)
      problems_.add(spec_.where,
                    fmt::format("outcome '{}' has the unit '{}' (its field and reduction give "
                                "'{}')",
                                spec_.name, spec_.unit, own));
    plan.scale = scale.value_or(1);
    if (info.unit.empty()) info.unit = own;
  }

  Experiment& made_;
  const LabelsByField& labels_;
  const OutcomeSpec& spec_;
  Problems& problems_;
};

}  // namespace

void bind_outcomes(Experiment& made, const LabelsByField& labels, Problems& problems) {
  for (const OutcomeSpec& spec : made.scenario.outcomes)
    OutcomeBinder(made, labels, spec, problems).bind();
  share_sums(made.outcomes);
}

}  // namespace sandtable
