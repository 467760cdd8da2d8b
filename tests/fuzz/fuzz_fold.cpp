// SPDX-License-Identifier: Apache-2.0
// What search and lists do to any text: fold it, find hits again, sort it, place its tones.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "language/fold.h"
#include "language/sort_key.h"
#include "language/tone_placement.h"
#include "language/twins.h"

using namespace sen::language;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);

    const auto folded = fold(bytes);
    if (folded.text != fold_text(bytes) || sen::find_invalid_utf8(folded.text)) std::abort();
    if (folded.text.size() > 3 * size || folded.source.size() != folded.text.size() + 1)
        std::abort();
    if (!std::is_sorted(folded.source.begin(), folded.source.end())) std::abort();
    if (fold_text(folded.text) != folded.text) std::abort();
    for (std::size_t i = 0; i < folded.text.size(); ++i) {
        const auto range = folded.source_range({i, i + 1});
        if (range.begin >= range.end || range.end > size) std::abort();
    }

    if (sort_key(bytes).size() > 4 * kMaxSortBytes) std::abort();
    const auto placed = with_tones_placed(bytes, ToneStyle::New);
    if (with_tones_placed(placed, ToneStyle::New) != placed) std::abort();
    if (const auto twin = twin_of(bytes); twin && twin_of(*twin) != bytes) std::abort();
    return 0;
}
