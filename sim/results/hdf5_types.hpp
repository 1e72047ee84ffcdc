// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <hdf5.h>

#include "sim/results/hdf5.hpp"

namespace sandtable::hdf5 {

inline hid_t memory_type(Element element) {
  switch (element) {
    case Element::f32:
      return H5T_NATIVE_FLOAT;
    case Element::f64:
      return H5T_NATIVE_DOUBLE;
    case Element::i32:
      return H5T_NATIVE_INT32;
    case Element::i64:
      return H5T_NATIVE_INT64;
    case Element::u8:
      return H5T_NATIVE_UINT8;
    case Element::u64:
      return H5T_NATIVE_UINT64;
  }
  return -1;
}

inline hid_t file_type(Element element) {
  switch (element) {
    case Element::f32:
      return H5T_IEEE_F32LE;
    case Element::f64:
      return H5T_IEEE_F64LE;
    case Element::i32:
      return H5T_STD_I32LE;
    case Element::i64:
      return H5T_STD_I64LE;
    case Element::u8:
      return H5T_STD_U8LE;
    case Element::u64:
      return H5T_STD_U64LE;
  }
  return -1;
}

/// Variable-length UTF-8 text.
inline Handle text_type() {
  Handle type(H5Tcopy(H5T_C_S1), H5Tclose, "cannot describe a text");
  H5Tset_size(type.id(), H5T_VARIABLE);
  H5Tset_cset(type.id(), H5T_CSET_UTF8);
  return type;
}

}  // namespace sandtable::hdf5
