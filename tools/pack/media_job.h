// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "base/digest.h"
#include "base/result.h"
#include "catalogue/model.h"

namespace sen::pack {

/// What is known of a file that a job made, apart from its bytes.
struct MediaFacts {
    std::string type;
    Size size;
    Milliseconds duration{0};
};

/// The files that a job left in its directory, by name, and whole numbers it found out besides.
struct MediaMade {
    std::map<std::string, MediaFacts> files;
    nlohmann::json extra = nlohmann::json::object();
};

/// One piece of media work: everything its result depends on is `input`'s bytes and `recipe`.
struct MediaJob {
    std::string name;             ///< for people: the source file, relative to the pack's folder
    std::filesystem::path input;  ///< empty when the recipe holds all
    std::string recipe;           ///< settings, versions of the recipe and of the programs
    double weight = 1;            ///< about how many seconds of one core it takes
    /// Runs on any thread and writes only into `directory`, which is empty.
    std::function<Result<MediaMade>(const std::filesystem::path& directory)> make;
};

/// A finished job: its files as assets, and where the bytes are.
struct MediaResult {
    struct File {
        catalogue::Asset asset;
        std::filesystem::path path;
    };
    std::map<std::string, File> files;
    nlohmann::json extra;
};

}  // namespace sen::pack
