// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace sandtable {

/// The part of the schema that no model adds to. What the reader accepts is written in read_*.cpp
/// and scenario.cpp; tests/python/test_schema.py compares the two, key by key.
inline constexpr std::string_view schema_frame = R"json({
  "$schema": "http://json-schema.org/draft-07/schema#",
  "title": "A scenario of Sandtable: scenario.toml",
  "description": "Written by `sandtable models --reference`. `sandtable check` sees more.",
  "type": "object",
  "properties": {
    "extends": {"type": "string",
      "description": "Folder or file of the scenario that this one builds on; tables here go over its own."},
    "scenario": {"$ref": "#/definitions/scenario"},
    "question": {"$ref": "#/definitions/question"},
    "uncertain": {"$ref": "#/definitions/uncertain"},
    "policies": {"type": "object",
      "description": "The plans: what is ordered, and when. One without orders never acts.",
      "propertyNames": {"$ref": "#/definitions/name"},
      "additionalProperties": {"$ref": "#/definitions/policy"}},
    "outcomes": {"type": "object",
      "description": "The measures: what is counted in the end.",
      "propertyNames": {"$ref": "#/definitions/name"},
      "additionalProperties": {"$ref": "#/definitions/outcome"}},
    "maps": {"type": "object",
      "description": "Fields that are kept in the results, place by place over time.",
      "propertyNames": {"$ref": "#/definitions/name"},
      "additionalProperties": {"$ref": "#/definitions/map"}}
  },
  "additionalProperties": {"$ref": "#/definitions/process"},
  "if": {"required": ["extends"]},
  "else": {
    "required": ["scenario", "policies"],
    "properties": {
      "scenario": {"required": ["title", "start", "duration"]},
      "question": {"required": ["decision", "baseline", "main_outcome"]},
      "uncertain": {},
      "policies": {},
      "maps": {"additionalProperties": {"required": ["field"]}},
      "outcomes": {"additionalProperties": {"$ref": "#/definitions/whole outcome"}}
    },
    "additionalProperties": {"$ref": "#/definitions/whole process"}
  },
  "definitions": {
    "name": {"pattern": "^[^./\\\\ \\t\\n]+$"},
    "moment": {"type": "string",
      "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?([Zz]|[+-][0-9]{2}:[0-9]{2})$"},
    "texts": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
    "scenario": {
      "type": "object",
      "description": "What it is called, when it starts, how long it lasts.",
      "properties": {
        "title": {"type": "string", "minLength": 1},
        "description": {"type": "string"},
        "start": {"$ref": "#/definitions/moment",
          "description": "Date, time and time zone without quotes: 2017-02-16T10:00:00+11:00"},
        "duration": {"description": "A time such as \"13 h\""},
        "tick": {"description": "How often processes look at each other; \"1 min\" if left out"},
        "seed": {"type": "integer", "minimum": 0, "description": "Of all luck; 1 if left out"},
        "draws": {"type": "integer", "minimum": 1, "description": "How many futures an answer needs"},
        "design": {"enum": ["monte-carlo", "latin-hypercube", "sobol"],
          "description": "How uncertain parameters are drawn; monte-carlo if left out (docs/designs.md)"},
        "replicates": {"type": "integer", "minimum": 8, "description": "Independent ones, of a design"},
        "replicate_size": {"type": "integer", "minimum": 1, "description": "Futures in each"},
        "sobol_dimensions": {"type": "array", "items": {"type": "string"},
          "description": "Uncertain parameters in the order of their dimensions; add at the end only"},
        "warnings": {"$ref": "#/definitions/texts", "description": "Shown with every result"}
      },
      "additionalProperties": false
    },
    "question": {
      "type": "object",
      "description": "What is asked before the answer is shown.",
      "properties": {
        "decision": {"type": "string", "minLength": 1, "description": "The question, a sentence"},
        "baseline": {"type": "string", "minLength": 1, "description": "The plan in force"},
        "main_outcome": {"type": "string", "minLength": 1, "description": "The measure that decides"},
        "matters": {"type": "string", "description": "A smaller difference does not count: \"5 people\""},
        "acceptable": {"type": "string", "description": "A sentence, shown as it is"}
      },
      "additionalProperties": false
    },
    "outcome": {
      "type": "object",
      "properties": {
        "field": {"type": "string", "pattern": "^[^.]+\\.[^.]+$", "description": "process.quantity"},
        "label": {"type": "string", "description": "For people"},
        "last": {"const": true, "description": "At the end"},
        "max": {"const": true, "description": "At its highest"},
        "integral": {"const": true, "description": "Over all the time"},
        "first_time": {"type": ["number", "string"], "description": "When it first reaches this"},
        "sum": {"const": true, "description": "Of the entities: added up, as without any of these"},
        "mean": {"const": true, "description": "Of the entities: on average"},
        "quantile": {"type": "number", "exclusiveMinimum": 0, "maximum": 1},
        "of": {"$ref": "#/definitions/texts", "description": "Only of entities with these fields set"},
        "by": {"$ref": "#/definitions/texts", "description": "Fields that group the entities"},
        "better": {"enum": ["lower", "higher"]},
        "unit": {"type": "string", "description": "In which it is told"},
        "series": {"const": true, "description": "Keep its value at every tick, too"}
      },
      "additionalProperties": false
    },
    "map": {
      "type": "object",
      "properties": {
        "field": {"type": "string", "pattern": "^[^.]+\\.[^.]+$", "description": "process.quantity"},
        "every": {"description": "A time such as \"30 min\"; \"1 h\" if left out"},
        "draws": {"type": "integer", "minimum": 1, "description": "Of how many futures; 1 if left out"}
      },
      "additionalProperties": false
    },
    "whole outcome": {
      "required": ["field"],
      "oneOf": [
        {"required": ["last"]}, {"required": ["max"]}, {"required": ["integral"]},
        {"required": ["first_time"]},
        {"required": ["series"],
         "not": {"anyOf": [{"required": ["last"]}, {"required": ["max"]}, {"required": ["integral"]},
                           {"required": ["first_time"]}]}}
      ]
    }
  }
})json";

}  // namespace sandtable
