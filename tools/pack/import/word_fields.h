// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sen::pack {

/// The fields of one paragraph of a Word document (ECMA-376 part 1, 17.16): text that Word works
/// out. A number of a page says nothing where there are no pages.
class WordFields {
  public:
    /// `w:fldChar`: "begin", "separate" or "end".
    void mark(std::string_view type);
    /// A piece of `w:instrText`.
    void instruct(std::string_view text);
    /// Whether what stands here is the number of a page.
    bool hides() const;

    /// Whether ` PAGE \* MERGEFORMAT` and the like is what a field says.
    static bool is_page_number(std::string_view instruction);

  private:
    struct Field {
        std::string instruction;
        bool is_result = false;
    };
    std::vector<Field> open_;
};

}  // namespace sen::pack
