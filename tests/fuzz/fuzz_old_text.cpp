// SPDX-License-Identifier: Apache-2.0
// Text files of an office, in any encoding or none: whatever they hold, what comes out is UTF-8 in
// normal form C without control characters, and the Markdown of it keeps every promise of the
// parser.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

#include "base/utf8.h"
#include "language/nfc.h"
#include "pack/encoding_check.h"
#include "pack/import/document_encoding.h"
#include "pack/import/plain_text.h"
#include "pack/import/story_text.h"
#include "pack/markdown.h"
#include "pack/text.h"

namespace {

using namespace sen::pack;

void require(bool is_kept) {
    if (!is_kept) std::abort();
}

void check_text(std::string_view text) {
    require(!sen::find_invalid_utf8(text) && sen::language::is_nfc(text) &&
            !find_control_character(text, Lines::Many));
}

void settle(Document document, Encoding as_is) {
    const Ask second = [](const Question& question) {
        return std::optional(question.second.encoding);
    };
    require(settle_encodings(document, as_is, std::nullopt, second).has_value());
    for (const Paragraph& paragraph : document.paragraphs)
        for (const TextRun& run : paragraph.runs) check_text(run.text);
    for (const auto& row : document.rows)
        for (const TextRun& cell : row) check_text(cell.text);
    const StoryText story = story_text(document);
    check_text(story.markdown);
    if (!document.is_markdown) require(parse_markdown(story.markdown).faults.empty());
    const std::string id = to_id(story.title, "muc");
    require(is_id(id));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t kMost = 4096;
    const std::string_view bytes(reinterpret_cast<const char*>(data), std::min(size, kMost));
    const std::string western = western_text(bytes);
    for (const Encoding encoding : kOldEncodings) {
        const std::string text = decode_western(encoding, western);
        require(!sen::find_invalid_utf8(text) && sen::language::is_nfc(text));
        require(text.size() <= 3 * western.size());
    }
    encoding_faults("exhibits/x/vi.md", bytes);
    const auto raw = read_raw_text(bytes, std::nullopt);
    if (!raw) return 0;
    const bool is_old = raw->encoding == Encoding::Windows1252;
    const Encoding as_is = is_old ? Encoding::Windows1252 : Encoding::Unicode;
    settle(text_document(raw->text), as_is);
    settle(markdown_document(raw->text), as_is);
    if (auto table = table_document(raw->text)) settle(std::move(*table), as_is);
    return 0;
}
