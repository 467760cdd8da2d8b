// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "catalogue/content.h"
#include "media_job.h"
#include "source.h"

namespace sen::pack {

/// Finished media by slot (media_plan.h).
using MediaResults = std::map<std::string, MediaResult>;

/// Joins the source's words with what became of its media. Errors: Corrupt (the cache told odd
/// facts).
Result<catalogue::PackContent> make_content(const PackSource& source, const MediaResults& media);

}  // namespace sen::pack
