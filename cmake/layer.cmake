# SPDX-License-Identifier: Apache-2.0
# sandtable_layer(NAME FOLDER dir LINKS ...): the library sandtable_NAME from every .cpp below dir.
function(sandtable_layer name)
  cmake_parse_arguments(LAYER "" "FOLDER" "LINKS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${LAYER_FOLDER}/*.cpp)
  if(sources)
    add_library(sandtable_${name} STATIC ${sources})
    set(scope PUBLIC)
  else()
    add_library(sandtable_${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_link_libraries(sandtable_${name} ${scope} sandtable_options Threads::Threads ${LAYER_LINKS})
endfunction()

# Each models/KIND/NAME/ with a card.toml is one model. Its header is KIND/NAME/NAME.hpp and offers
# `sandtable::Model sandtable::models::KIND_NAME()`; the list of them is written here, not by hand.
function(sandtable_models)
  cmake_parse_arguments(MODELS "" "" "LINKS" ${ARGN})
  file(GLOB cards CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/models/*/*/card.toml)
  set(declarations "")
  set(entries "")
  foreach(card ${cards})
    get_filename_component(folder ${card} DIRECTORY)
    get_filename_component(model ${folder} NAME)
    get_filename_component(kind_folder ${folder} DIRECTORY)
    get_filename_component(kind ${kind_folder} NAME)
    string(APPEND declarations "Model ${kind}_${model}();\n")
    file(READ ${card} text)
    string(APPEND entries
      "  list.push_back(${kind}_${model}());\n  list.back().card = R\"card(${text})card\";\n")
  endforeach()
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/generated/models/registry.cpp @ONLY CONTENT
"// Written by the build from models/*/*/card.toml.
#include \"models/registry.hpp\"
namespace sandtable::models {
@declarations@
std::vector<Model> registry() {
  std::vector<Model> list;
@entries@  return list;
}
}  // namespace sandtable::models
")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/models/*.cpp)
  add_library(sandtable_models STATIC ${sources} ${PROJECT_BINARY_DIR}/generated/models/registry.cpp)
  target_link_libraries(sandtable_models PUBLIC sandtable_options ${MODELS_LINKS})
endfunction()
