// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iconv.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "base/utf8.h"
#include "pack/encoding_table.h"

/// Texts in old encodings, made from Unicode ones.
namespace sen::pack {

/// Vietnamese paragraphs of the sample pack, a few hundred.
inline std::vector<std::string> sample_paragraphs(const std::string& language) {
    std::vector<std::string> paragraphs;
    const auto exhibits = std::filesystem::path(SEN_SOURCE_DIR) / "content/gia-dinh/exhibits";
    for (const auto& folder : std::filesystem::directory_iterator(exhibits)) {
        const auto text = read_file(folder.path() / (language + ".md"), 1 << 20);
        if (!text) continue;
        for (std::size_t at = 0; at < text->size();) {
            const std::size_t end = std::min(text->find('\n', at), text->size());
            if (end > at) paragraphs.push_back(text->substr(at, end - at));
            at = end + 1;
        }
    }
    std::sort(paragraphs.begin(), paragraphs.end());
    return paragraphs;
}

/// By our own tables; a letter that TCVN3 lacks as a capital becomes the small one. Signs as in
/// Windows-1252.
inline std::string encode_by_table(Encoding encoding, std::string_view text) {
    std::string bytes;
    while (const auto point = first_code_point(text)) {
        text.remove_prefix(point->length);
        const auto find = [&](char32_t letter) -> const LetterCode* {
            for (const LetterCode& code : letter_codes(encoding))
                if (code.letter == letter) return &code;
            return nullptr;
        };
        const LetterCode* code = find(point->value);
        // Vietnamese small letters of Latin Extended Additional follow their capitals.
        constexpr auto to_small = [](char32_t c) { return c >= 0x1EA0 ? c | 1U : c + 0x20; };
        if (code == nullptr && encoding == Encoding::Tcvn3 && point->value >= 0xC0)
            code = find(point->value == 0x128 || point->value == 0x168 ? point->value + 1
                                                                       : to_small(point->value));
        const auto sign = std::find(kWindows1252.begin(), kWindows1252.end(), point->value);
        if (code != nullptr)
            bytes += code->bytes;
        else if (point->value < 0x100)
            bytes += static_cast<char>(point->value);
        else if (sign != kWindows1252.end())
            bytes += static_cast<char>(0x80 + (sign - kWindows1252.begin()));
        else
            bytes += '?';
    }
    return bytes;
}

/// By the C library, whose tables are not ours. `to` is like "VISCII"; empty when it cannot.
inline std::string convert(const char* from, const char* to, std::string text) {
    iconv_t converter = iconv_open(to, from);
    if (converter == iconv_t(-1)) return {};
    std::string out(text.size() * 4 + 16, '\0');
    char *in = text.data(), *end = out.data();
    std::size_t in_left = text.size(), out_left = out.size();
    const bool is_done = iconv(converter, &in, &in_left, &end, &out_left) != std::size_t(-1) &&
                         iconv(converter, nullptr, nullptr, &end, &out_left) != std::size_t(-1);
    iconv_close(converter);
    if (!is_done) return {};
    out.resize(out.size() - out_left);
    return out;
}

}  // namespace sen::pack
