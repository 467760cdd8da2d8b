# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Sourced, in the project's folder: builds a preset of CMakePresets.json.

# build PRESET [TARGET…]: configures when it never was, then builds (everything without TARGET).
build() {
  local preset=$1
  shift
  if command -v ccache >/dev/null; then
    export CMAKE_C_COMPILER_LAUNCHER=ccache CMAKE_CXX_COMPILER_LAUNCHER=ccache
  fi
  [[ -f build/$preset/build.ninja ]] || cmake --preset "$preset"
  cmake --build --preset "$preset" ${1:+--target "$@"}
}
