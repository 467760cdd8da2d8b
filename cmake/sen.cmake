# SPDX-License-Identifier: Apache-2.0
# What every target of the project shares; nothing here touches global flags.

# sen_precompiled_headers(): the target whose precompiled header all others use; first of all targets.
# Sources include what they use all the same, and the preset "lint" compiles them without it.
function(sen_precompiled_headers)
  file(WRITE ${CMAKE_BINARY_DIR}/precompiled.cpp "// The precompiled header alone.\n")
  add_library(sen_precompiled OBJECT ${CMAKE_BINARY_DIR}/precompiled.cpp)
  target_link_libraries(sen_precompiled PRIVATE fmt::fmt nlohmann_json::nlohmann_json spdlog::spdlog tl::expected)
  target_precompile_headers(sen_precompiled PRIVATE
    <algorithm> <array> <atomic> <charconv> <chrono> <condition_variable> <cstdint> <cstdlib> <cstring> <filesystem>
    <functional> <map> <memory> <mutex> <optional> <random> <set> <span> <sstream> <string> <string_view> <thread>
    <tuple> <unordered_map> <utility> <variant> <vector>
    <fmt/format.h> <nlohmann/json.hpp> <tl/expected.hpp>)
  sen_compile_options(sen_precompiled)
endfunction()

function(sen_compile_options target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion)
  # GCC 12 sees copies inside std::string that overlap or run over and are not there (GCC bug 105651).
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    target_compile_options(${target} PRIVATE -Wno-restrict -Wno-array-bounds)
  endif()
  if(SEN_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  if(SEN_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=address,undefined -fno-sanitize-recover=undefined
                                             -fno-omit-frame-pointer)
    target_link_options(${target} PRIVATE -fsanitize=address,undefined)
  endif()
  if(SEN_FUZZ)
    target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link)
  endif()
endfunction()

function(sen_target_options target)
  target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR}/kiosk)
  sen_compile_options(${target})
  if(SEN_PCH)
    target_precompile_headers(${target} REUSE_FROM sen_precompiled)
  endif()
endfunction()

# sen_room(NAME SOURCES a.cpp … LINKS sen_base …): one static library a room; LINKS are its arrows.
function(sen_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;LINKS" ${ARGN})
  add_library(sen_${name} STATIC ${ROOM_SOURCES})
  target_link_libraries(sen_${name} PUBLIC ${ROOM_LINKS})
  sen_target_options(sen_${name})
endfunction()

# sen_program(NAME SOURCES … LINKS …): an executable in <build>/bin.
function(sen_program name)
  cmake_parse_arguments(PROGRAM "" "" "SOURCES;LINKS" ${ARGN})
  add_executable(${name} ${PROGRAM_SOURCES})
  target_link_libraries(${name} PRIVATE ${PROGRAM_LINKS})
  sen_target_options(${name})
  install(TARGETS ${name})
endfunction()

# sen_test(ROOM SOURCES … LINKS … [SECONDS n]): one doctest program a room, registered with CTest as a whole. Those
# that take some time say about how much, under the sanitizers: the longest begin first, so that none runs alone at
# the end.
function(sen_test room)
  cmake_parse_arguments(TEST "" "SECONDS" "SOURCES;LINKS" ${ARGN})
  add_executable(test_${room} ${TEST_SOURCES})
  target_link_libraries(test_${room} PRIVATE sen_test_main ${TEST_LINKS} doctest::doctest)
  target_include_directories(test_${room} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_compile_definitions(test_${room} PRIVATE SEN_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
                                                  SEN_BINARY_DIR="${CMAKE_BINARY_DIR}")
  sen_target_options(test_${room})
  add_test(NAME ${room} COMMAND test_${room})
  set_tests_properties(${room} PROPERTIES TIMEOUT 900)
  if(TEST_SECONDS)
    set_tests_properties(${room} PROPERTIES COST ${TEST_SECONDS})
  endif()
endfunction()
