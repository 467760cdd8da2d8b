# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Sourced, in the project's folder: builds a preset of CMakePresets.json.

# configure PRESET: when it never was; later Ninja does it by itself.
configure() {
  if command -v ccache >/dev/null; then
    export CMAKE_C_COMPILER_LAUNCHER=ccache CMAKE_CXX_COMPILER_LAUNCHER=ccache
  fi
  [[ -f build/$1/build.ninja ]] || cmake --preset "$1"
}

# build PRESET [TARGET…]: everything without TARGET.
build() {
  local preset=$1
  shift
  configure "$preset"
  cmake --build --preset "$preset" ${1:+--target "$@"}
}
