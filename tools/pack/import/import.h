// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "document_encoding.h"
#include "encoding.h"
#include "messages.h"

namespace sen::pack {

/// What becomes of a file: one exhibit, or one for each row.
enum class ImportAs { Automatic, Story, Table };

struct ImportRequest {
    std::vector<std::filesystem::path> files;
    std::filesystem::path folder;
    std::optional<Encoding> encoding;
    ImportAs as = ImportAs::Automatic;
};

/// Sentences of one import: what was done, or why nothing was.
struct ImportReport {
    bool is_done = false;
    std::vector<std::string> sentences;
};

/// Reads files of an office into a source folder. All are read and all questions answered before
/// the first byte is written; nothing that exists is overwritten. `ask` stands for the author.
ImportReport import_files(const ImportRequest& request, const Ask& ask, const Messages& messages);

/// A question with both of its readings, and how to decide it by an option.
std::string question_sentence(const Question& question, const Messages& messages);

}  // namespace sen::pack
