// SPDX-License-Identifier: Apache-2.0
#include "catalogue/large_pack.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/connection.h"
#include "language/syllable.h"

namespace sen::catalogue {
namespace {

std::vector<std::string> split(std::string_view words) {
    std::vector<std::string> all;
    for (std::size_t begin = 0; begin < words.size();) {
        const std::size_t end = std::min(words.find(' ', begin), words.size());
        if (end > begin) all.emplace_back(words.substr(begin, end - begin));
        begin = end + 1;
    }
    return all;
}

// Most frequent first.
constexpr std::string_view kCommonWords =
    "của và là có được trong năm một những các người cho với ở đã này không từ đến khi cũng về nhà "
    "để ra lại nước trên dân như theo còn sau ông phố hai làm thành đất đường vào đó bà nhiều "
    "trước "
    "sông mới nay con cầu nơi tên tại hơn chợ xây gọi thời ngày qua đi do bị cả ba việt lớn quân "
    "ta mà đây rồi xưa đầu bên gia hội cùng vùng nhưng chỉ vì sống mình nam ghe thuyền bán phía "
    "tây bắc đông cây hàng làng xã bến kênh rạch chùa đình miếu lăng thờ lễ tết hoa sen trường học "
    "thầy trò sách chữ báo in ảnh phim nhạc hát múa áo vải gốm gạch gỗ đá sắt máy xe tàu ga lửa "
    "điện nước mưa nắng gió lụt mùa lúa gạo bánh mắm cá tôm trái vườn rau chè cà phê quán ăn nghề "
    "thợ đóng dệt nhuộm đan rèn đúc nấu buôn thuế tiền bạc vàng giá công nhân nông kháng chiến hòa "
    "bình độc lập tự do cách mạng đảng đoàn bác mẹ cha anh chị em trẻ già nữ chiến sĩ liệt hùng "
    "tướng vua quan triều nguyễn trịnh lê lý trần tây sơn pháp mỹ nhật hoa kiều khmer chăm phương "
    "nam bộ trung kỳ lục tỉnh phủ huyện tổng thôn ấp xóm khu quận phường trấn thủ dinh đồn lũy hào "
    "cổng tường mái ngói cột kèo sân giếng ao hồ đầm bưng gò đồng ruộng rừng núi biển đảo cửa vịnh "
    "quốc ngữ hán nôm thơ văn kịch cải lương tuồng chèo vọng cổ đờn tranh bầu kìm trống chiêng "
    "khánh thành mở mang sửa chữa phá dỡ dời đổi giữ gìn trưng bày kể chuyện nhớ thương yêu quý "
    "thủy bộ không khí hậu khoẻ hoà quí mĩ lí kĩ sĩ tì vị trí tuệ nghĩa tình đời sau cuối giữa đêm";
constexpr std::string_view kPlaceParts =
    "An Bình Phú Tân Thạnh Hòa Long Mỹ Đức Hiệp Lợi Hưng Thới Vĩnh Xuân Đông Tây Trung Thuận Nhuận "
    "Quới Mỹ Thọ Định Khánh Phước Lộc Thành Nghĩa Trị Quý Chánh Hậu Hội Nhơn Sơn Thủ Thiêm Nghè";
constexpr std::string_view kFamilies =
    "Nguyễn Trần Lê Phạm Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Trương Trịnh Đoàn Mai Tô";
constexpr std::string_view kMiddles =
    "Văn Thị Hữu Đình Minh Quang Ngọc Thanh Xuân Công Đức Kim Tấn Chí";
constexpr std::string_view kGiven =
    "An Bảo Cảnh Châu Chiểu Cường Dũng Duyệt Đạt Định Hạnh Hiền Hiếu Hòa Hùng Huy Khải Khoa Lan "
    "Lâm Liên Long Mai Minh Nam Nga Nghĩa Nhân Phong Phúc Phượng Quân Quốc Quý Sơn Tài Tâm Thạch "
    "Thắng Thảo Thiện Thọ Thủy Tiến Tín Toàn Trí Trung Tuấn Tùng Tuyết Việt Vinh Xuân Yến";
constexpr std::string_view kThings =
    "Cầu|Đình|Chùa|Chợ|Bến|Rạch|Kênh|Nhà thờ|Xóm nghề|Trường|Lăng|Miếu|Ga|Xưởng đóng ghe|Lò gốm|"
    "Con đường|Khu phố|Giếng|Vườn cau|Bưu điện|Hiệu ảnh|Nhà in|Gánh hát|Lễ hội|Cổng làng";

class Inventor {
  public:
    explicit Inventor(std::uint32_t seed) : random_(seed) {
        for (const auto& syllable : language::all_syllables())
            if (random_() % 8 == 0) rare_.push_back(syllable.spell(language::ToneStyle::Old));
    }

    ExhibitContent exhibit(int number) {
        ExhibitContent exhibit;
        exhibit.id = fmt::format("muc-{}", number);
        const std::string place = one_of(places_) + ' ' + one_of(places_);
        exhibit.title["vi"] = random_() % 4 == 0 ? person() : one_of(things_) + ' ' + place;
        if (random_() % 2 == 0) exhibit.title["vi"] += ' ' + one_of(places_);
        exhibit.place["vi"] = place;
        exhibit.rights["vi"] = "Lời: dự án";
        exhibit.year = std::to_string(1700 + random_() % 325);
        if (random_() % 2 == 0)
            exhibit.subjects.push_back({SubjectKind::Person, {{{{"vi", person()}}, 0, 0}}});
        exhibit.subjects.push_back({SubjectKind::Place, {{{{"vi", place}}, 1975, 0}}});
        for (int block = 0; block < 4; ++block)
            exhibit.text["vi"].push_back(
                {BlockKind::Paragraph, paragraph(30 + random_() % 33), {}});
        exhibit.pictures.push_back(picture(number));
        exhibit.sources = {{{{"vi", "Báo"}}, ""}};
        return exhibit;
    }

  private:
    const std::string& one_of(const std::vector<std::string>& words) {
        return words[random_() % words.size()];
    }

    /// Each rank is used about in inverse proportion to itself; 1 of 20 words is a rare one.
    const std::string& word() {
        if (random_() % 20 == 0) return one_of(rare_);
        const double share = static_cast<double>(random_() % 100'000) / 100'000;
        const double rank = std::pow(static_cast<double>(common_.size()), share) - 1;
        return common_[static_cast<std::size_t>(rank)];
    }

    std::string paragraph(std::size_t words) {
        std::string text;
        for (std::size_t i = 0; i < words; ++i) text += (i == 0 ? "" : " ") + word();
        return text + '.';
    }

    std::string person() {
        return one_of(families_) + ' ' + one_of(middles_) + ' ' + one_of(given_);
    }

    PictureContent picture(int number) {
        PictureContent picture;
        const auto name = std::to_string(number);
        picture.thumbnail = {sha256("t" + name), "image/jpeg", 900, {320, 180}, Milliseconds(0)};
        picture.view = {sha256("v" + name), "image/jpeg", 9000, {1920, 1080}, Milliseconds(0)};
        picture.caption["vi"] = paragraph(8);
        picture.alt["vi"] = picture.source["vi"] = picture.rights["vi"] = "Ảnh";
        return picture;
    }

    std::vector<std::string> split_things() const {
        std::vector<std::string> all;
        for (std::size_t begin = 0; begin < kThings.size();) {
            const std::size_t end = std::min(kThings.find('|', begin), kThings.size());
            all.emplace_back(kThings.substr(begin, end - begin));
            begin = end + 1;
        }
        return all;
    }

    std::mt19937 random_;
    std::vector<std::string> common_ = split(kCommonWords), places_ = split(kPlaceParts),
                             families_ = split(kFamilies), middles_ = split(kMiddles),
                             given_ = split(kGiven), things_ = split_things(), rare_;
};

}  // namespace

PackContent large_content(int exhibits, std::uint32_t seed) {
    PackContent pack;
    pack.id = "lon";
    pack.publisher = "mau";
    pack.version = 1;
    pack.issued = "2026-11-22";
    pack.languages = {"vi"};
    pack.title["vi"] = pack.summary["vi"] = "Gói lớn";
    pack.cover = {"muc-0", 0};
    CollectionContent collection{"tat-ca", {{"vi", "Tất cả"}}, {{"vi", ""}}, {"muc-0", 0}, {}};
    Inventor inventor(seed);
    for (int number = 0; number < exhibits; ++number) {
        pack.exhibits.push_back(inventor.exhibit(number));
        collection.exhibits.push_back(pack.exhibits.back().id);
    }
    pack.collections = {collection};
    pack.attract = {{"muc-0", 0}};
    return pack;
}

std::uint64_t text_bytes(const PackContent& content) {
    std::uint64_t bytes = 0;
    const auto add = [&](const Texts& texts) {
        for (const auto& [language, text] : texts) bytes += text.size();
    };
    for (const ExhibitContent& exhibit : content.exhibits) {
        add(exhibit.title);
        add(exhibit.place);
        bytes += exhibit.year.size();
        for (const SubjectContent& subject : exhibit.subjects)
            for (const auto& name : subject.names) add(name.name);
        for (const auto& [language, text] : exhibit.text)
            for (const Block& block : text) bytes += block.text.size();
        for (const PictureContent& picture : exhibit.pictures) add(picture.caption);
    }
    return bytes;
}

Result<std::uint64_t> index_bytes(const std::filesystem::path& file) {
    sqlite3* raw = nullptr;
    const int opened = sqlite3_open_v2(file.c_str(), &raw, SQLITE_OPEN_READONLY, nullptr);
    const UniqueDatabase database(raw);
    if (opened != SQLITE_OK) return tl::unexpected(database_error(raw, "open"));
    SEN_TRY(const UniqueStatement statement,
            prepare(raw, "SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'search_%'"));
    if (sqlite3_step(statement.get()) != SQLITE_ROW)
        return tl::unexpected(database_error(raw, "count pages"));
    return static_cast<std::uint64_t>(sqlite3_column_int64(statement.get(), 0));
}

}  // namespace sen::catalogue
