// SPDX-License-Identifier: Apache-2.0
// What a visitor types into a search: any bytes are answered, with hits that are marked where they
// should be. The catalogue has 60 invented exhibits.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/file.h"
#include "base/utf8.h"
#include "catalogue/large_pack.h"
#include "catalogue/search.h"
#include "catalogue/writer.h"

namespace {

using namespace sen::catalogue;

const Catalogue& catalogue() {
    static const auto directory = sen::TemporaryDirectory::create().value();
    static const Catalogue opened = [] {
        const auto file = directory.path() / "catalogue";
        if (!write_catalogue(file, large_content(60))) std::abort();
        return Catalogue::open(file).value();
    }();
    return opened;
}

void check_marks(const std::string& text, const std::vector<sen::language::ByteRange>& marks) {
    std::size_t last = 0;
    for (const auto& mark : marks) {
        if (mark.begin < last || mark.end <= mark.begin || mark.end > text.size()) std::abort();
        if (sen::find_invalid_utf8(text.substr(mark.begin, mark.end - mark.begin))) std::abort();
        last = mark.end;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    Search search = catalogue().search(text, "vi");
    if (!search.finish() || search.hits().size() > Search::kMaxHits) std::abort();
    std::size_t described = 0;
    for (const SearchHit& hit : search.hits()) {
        if (++described > 5) break;
        const auto found = search.describe(hit);
        if (!found || sen::find_invalid_utf8(found->snippet)) std::abort();
        check_marks(found->card.title, found->title_marks);
        check_marks(found->snippet, found->snippet_marks);
    }
    const auto counts = search.count();
    if (!counts || counts->total < static_cast<int>(search.hits().size())) std::abort();
    return 0;
}
