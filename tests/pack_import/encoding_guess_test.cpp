// SPDX-License-Identifier: Apache-2.0
#include "pack/encoding_guess.h"

#include <doctest/doctest.h>
#include <cstdio>

#include "old_text.h"

using namespace sen;
using namespace sen::pack;

TEST_CASE("measure") {
    for (const std::string lang : {"vi", "en"}) {
    std::vector<Passage> all;
    for (const auto& p : sample_paragraphs(lang)) all.push_back({p, {}, 0});
    std::printf("%s %zu paragraphs\n", lang.c_str(), all.size());
    for (const Encoding e : {Encoding::Tcvn3, Encoding::VniWindows, Encoding::Vps, Encoding::Viscii, Encoding::Cp1258, Encoding::Windows1252}) {
        std::vector<Passage> ps = all;
        for (auto& p : ps) {
            std::string bytes;
            if (e==Encoding::Cp1258) bytes = convert("UTF-8","CP1258//TRANSLIT",p.text); else bytes = encode_by_table(e,p.text);
            p.text = western_text(bytes);
        }
        for (Encoding as : {Encoding::Windows1252, Encoding::Unicode}) {
            auto f = find_encodings(ps, as);
            std::size_t passages = 0; for (auto& x : f) passages += x.passages.size();
            std::printf("%s whole(%d): %zu findings %zu passages;", std::string(encoding_title(e)).c_str(), (int)as, f.size(), passages);
            for (auto& x : f) std::printf(" [%s %.3f c=%d n=%zu 2nd %s %.3f p=%zu]", std::string(encoding_title(x.best.encoding)).c_str(), x.best.share(), x.is_certain, x.best.words, x.second?std::string(encoding_title(x.second->encoding)).c_str():"", x.second?x.second->share():0, x.passages.size());
            std::printf("\n");
        }
        // each alone
        int right=0, ask=0, wrong=0, none=0; 
        for (auto& p : ps) {
            auto f = find_encodings({p}, Encoding::Windows1252);
            if (f.empty()) ++none; else if (!f[0].is_certain) { ++ask; } else if (f[0].best.encoding==e) ++right; else { ++wrong; std::printf("WRONG %s as %s\n", p.text.c_str(), std::string(encoding_title(f[0].best.encoding)).c_str()); }
        }
        std::printf("   alone: right %d ask %d wrong %d none %d\n", right, ask, wrong, none);
    }
    auto f = find_encodings(all, Encoding::Unicode);
    std::printf("unicode: findings %zu\n", f.size());
    for (auto& x : f) std::printf(" [%s %.3f c=%d n=%zu 2nd %s %.3f p=%zu ex=%s]", std::string(encoding_title(x.best.encoding)).c_str(), x.best.share(), x.is_certain, x.best.words, x.second?std::string(encoding_title(x.second->encoding)).c_str():"", x.second?x.second->share():0, x.passages.size(), all[x.example].text.c_str());
    }
}
