// SPDX-License-Identifier: Apache-2.0
// Files that LibreOffice wrote, out of the .fodt and .fods beside them.
#include <doctest/doctest.h>

#include "base/file.h"
#include "pack/import/import.h"

using namespace sen;
using namespace sen::pack;

namespace {

namespace fs = std::filesystem;

/// The pack that one of the files became, and what was said.
class Imported {
  public:
    explicit Imported(const std::string& name)
        : directory_(TemporaryDirectory::create().value()),
          report_(import_files(
              {{fs::path(SEN_SOURCE_DIR) / "tests/pack_import/libreoffice" / name},
               directory_.path() / "goi",
               std::nullopt,
               ImportAs::Automatic},
              [](const Question&) { return std::optional<Encoding>(); },
              Messages::load("en").value())) {
        REQUIRE(report_.is_done);
    }

    std::string read(const std::string& name) const {
        return read_file(directory_.path() / "goi/exhibits" / name, 1 << 20).value();
    }
    bool says(std::string_view words) const {
        for (const std::string& sentence : report_.sentences)
            if (sentence.find(words) != std::string::npos) return true;
        return false;
    }

  private:
    TemporaryDirectory directory_;
    ImportReport report_;
};

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("libreoffice: a text with all that a writer uses") {
    const Imported imported("lang-ong.docx");

    CHECK(imported.read("lang-ong/vi.md") ==
          "## Lịch sử\n\n"
          "Lăng nằm ở **Bà Chiểu**, xây *năm 1848*. Có chữ thêm và chữ còn. **đậm kiểu** hết.\n\n"
          "Đoạn trước nối với đoạn sau.\n\n"
          "- một\n- con\n- hai\n- nhất\n- nhì\n\n"
          "> Lời trích.\n\n"
          "Đoạn thụt.\n\n"
          "Hình:\n\n"
          "Trước khung sau khung.\n\n"
          "Chữ trong khung\n\n"
          "Dòng hai trong khung\n\n"
          "Trang – nối\n\n"
          "- Năm – Việc – Ghi chú\n- 1848 – Xây lăng hai đoạn\n- 1914 – Lập hội – x\n\n"
          "Khung trong bảng\n\n"
          "- 1914 – Sửa – y\n\n"
          "Thơ dòng một\n\n"
          "Thơ dòng hai\n\n"
          "Chợ bà **Chiểu** nằm giữa ngã tư.\n\n"
          "LỊCH SỬ PHƯỜNG cộng hòa xã hội chủ nghĩa Việt Nam\n\n"
          "- gõ tay một\n");
    const std::string toml = imported.read("lang-ong/exhibit.toml");
    CHECK(has(toml, "title.vi = \"Lăng Ông Bà Chiểu\""));
    CHECK(has(toml, "caption.vi = \"Hình 1. Cổng lăng\""));
    CHECK(has(toml, "alt.vi = \"Miệng giếng\""));
    CHECK(imported.says("by the font VNI-Times"));
    CHECK(imported.says("by the font .VnTime"));
    CHECK(imported.says("footnotes that were not taken: 1"));
}

TEST_CASE("libreoffice: a workbook with a heading above it, dates and merged cells") {
    const Imported imported("hien-vat.xlsx");

    const std::string toml = imported.read("non-la/exhibit.toml");
    CHECK(has(toml, "title.vi = \"Nón lá\""));
    CHECK(has(toml, "year = \"8/1945\""));
    CHECK(has(toml, "place.vi = \"Bình Hòa\""));
    CHECK(imported.read("non-la/vi.md") == "Lá, \"nón\"; x\n\nNgày nhận: 2/5/1848\n\nTỷ lệ: 0,3\n");
    CHECK(has(imported.read("am-tra/exhibit.toml"), "title.vi = \"Ấm trà\""));
    CHECK(has(imported.read("binh-gom/exhibit.toml"), "year = \"5/6/1911\""));
    CHECK(imported.read("binh-gom/vi.md") ==
          "Đoạn một.\n\nĐoạn hai.\n\nNgày nhận: 5/3/2026\n\nTỷ lệ: 93,4%\n\n"
          "Giá: 1.234.567 ₫\n");
    CHECK(imported.says("rows above the names of the columns that were passed over: 1"));
    CHECK(imported.says("the sheet “Nháp” was not taken"));
}

TEST_CASE("libreoffice: a table between semicolons, with lines in its cells") {
    const Imported imported("hien-vat.csv");

    CHECK(has(imported.read("am-tra/exhibit.toml"), "year = \"1930\""));
    CHECK(has(imported.read("binh-gom/vi.md"), "Đoạn một.\n\nĐoạn hai.\n"));
    CHECK(!has(imported.read("non-la/vi.md"), "DIV"));
}
