// SPDX-License-Identifier: Apache-2.0
#include "search_cost.h"

#include <malloc.h>
#include <sqlite3.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "catalogue/large_pack.h"
#include "catalogue/search.h"
#include "catalogue/writer.h"
#include "statistics.h"

namespace sen::bench {
namespace {

using namespace sen::catalogue;

constexpr int kExhibits = 10'000;
constexpr std::size_t kShownHits = 20;
constexpr const char* kGroup = "Search in 10,000 exhibits";

/// Names, words of every sort, without marks and with them, mistyped, and the densest there are.
constexpr std::string_view kQueries[] = {"nguyễn văn quốc",
                                         "nguyen van quoc",
                                         "cầu bình lợi",
                                         "dinh phu nhuan",
                                         "lễ hội đông xuân",
                                         "cua va la",
                                         "trong nuoc",
                                         "những người dân",
                                         "duong thanh nam",
                                         "1945",
                                         "nguyne van quoc",
                                         "thuong yeu quy",
                                         "sông nước trên bến",
                                         "khong co trong nay",
                                         "x"};

/// What a visitor has typed after each key; a letter with its marks counts as one.
std::vector<std::string> keystrokes(std::string_view query) {
    std::vector<std::string> texts;
    for (std::size_t i = 1; i <= query.size(); ++i)
        if (i == query.size() || (static_cast<unsigned char>(query[i]) & 0xC0) != 0x80)
            texts.emplace_back(query.substr(0, i));
    return texts;
}

struct Keystroke {
    double first_ms = 0;  ///< until there is a hit, or it is certain that there is none
    double ranked_ms = 0, counted_ms = 0, longest_step_ms = 0;
};

Result<Keystroke> measure_keystroke(const Catalogue& catalogue, const std::string& text) {
    Keystroke cost;
    const auto now = [] { return milliseconds(CLOCK_THREAD_CPUTIME_ID); };
    const double start = now();
    Search search = catalogue.search(text, "vi");
    while (!search.is_finished()) {
        const double before = now();
        SEN_CHECK(search.step());
        cost.longest_step_ms = std::max(cost.longest_step_ms, now() - before);
        if (cost.first_ms == 0 && (!search.hits().empty() || search.is_finished()))
            cost.first_ms = now() - start;
    }
    const auto& hits = search.hits();
    for (std::size_t i = 0; i < hits.size() && i < kShownHits; ++i)
        SEN_CHECK(search.describe(hits[i]));
    cost.ranked_ms = now() - start;
    SEN_CHECK(search.count());
    cost.counted_ms = now() - start - cost.ranked_ms;
    return cost;
}

double heap_bytes() {
    const auto info = ::mallinfo2();
    return static_cast<double>(info.uordblks + info.hblkhd);
}

}  // namespace

Result<void> measure_search(Table& table) {
    SEN_TRY(const TemporaryDirectory directory, TemporaryDirectory::create());
    const auto file = directory.path() / "catalogue";
    std::uint64_t bytes = 0;
    {
        const PackContent content = large_content(kExhibits);
        bytes = text_bytes(content);
        SEN_CHECK(write_catalogue(file, content));
    }
    SEN_TRY(const Catalogue catalogue, Catalogue::open(file));
    sqlite3_memory_highwater(1);
    const double before = heap_bytes(), sqlite_before = static_cast<double>(sqlite3_memory_used());
    double most = before;
    std::vector<double> first, ranked, counted, steps;
    std::string slowest;
    for (const std::string_view query : kQueries)
        for (const std::string& text : keystrokes(query)) {
            SEN_TRY(const Keystroke cost, measure_keystroke(catalogue, text));
            first.push_back(cost.first_ms);
            ranked.push_back(cost.ranked_ms);
            counted.push_back(cost.counted_ms);
            steps.push_back(cost.longest_step_ms);
            most = std::max(most, heap_bytes());
        }
    const auto add = [&](const char* name, std::vector<double>& samples,
                         std::optional<Reach> reach) {
        table.add({kGroup, name, percentile(samples, 0.99), "ms",
                   fmt::format("CPU, 99th percentile of {} keystrokes; median {:.2f}",
                               samples.size(), median(samples)),
                   reach});
    };
    add("first hits", first, Reach{Reach::Side::AtMost, 10});
    add("all hits ranked, 20 with snippets", ranked, Reach{Reach::Side::AtMost, 40});
    add("longest step", steps, {});
    add("counting all hits and facets", counted, {});
    const double peak = static_cast<double>(sqlite3_memory_highwater(0)) - sqlite_before;
    table.add({kGroup, "memory", std::max(peak, most - before) / (1 << 20), "MB",
               "heap at its highest, SQLite's pages included", Reach{Reach::Side::AtMost, 4}});
    SEN_TRY(const auto index, index_bytes(file));
    table.add(
        {kGroup, "index", 100.0 * static_cast<double>(index) / static_cast<double>(bytes), "%",
         fmt::format("of the {:.1f} MB of text that it serves", static_cast<double>(bytes) / 1e6),
         Reach{Reach::Side::AtMost, 60}});
    return {};
}

}  // namespace sen::bench
