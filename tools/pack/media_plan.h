// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "media_job.h"
#include "recipe.h"
#include "source.h"

namespace sen::pack {

// A slot is a medium of the pack: the beginning of its objects' paths below "exhibits/", to which
// the name of each file of the job is added: "cau-binh-loi/1-" + "view.jpg".
std::string picture_slot(const std::string& exhibit, std::size_t index);
std::string tall_slot(const std::string& exhibit, std::size_t index);
std::string film_slot(const std::string& exhibit);
std::string speech_slot(const std::string& exhibit, const std::string& language);
std::string simple_speech_slot(const std::string& exhibit, const std::string& language);

/// All media work of a pack, a job for each slot.
struct MediaPlan {
    std::vector<std::string> slots;
    std::vector<MediaJob> jobs;  ///< as many as slots
};

MediaPlan plan_media(const PackSource& source, const ToolVersions& tools);

/// Asks the programs that this pack needs for their versions. Errors: Io (one is missing).
Result<ToolVersions> find_tools(const PackSource& source);

}  // namespace sen::pack
