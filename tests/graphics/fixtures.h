// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "base/file.h"
#include "graphics/text.h"

namespace sen::graphics::test {

inline std::filesystem::path fixture_path(const std::string& name) {
    return std::filesystem::path(SEN_SOURCE_DIR) / "tests/graphics/fixtures" / name;
}

inline std::string fixture(const std::string& name) {
    return read_file(fixture_path(name), 1u << 20).value();
}

/// The faces of Debian's fonts-noto-core, where it installs them.
inline FontFiles noto_fonts() {
    const std::filesystem::path noto = "/usr/share/fonts/truetype/noto";
    const std::filesystem::path symbols = noto / "NotoSansSymbols2-Regular.ttf";
    return {{noto / "NotoSans-Regular.ttf", symbols},
            {noto / "NotoSans-Bold.ttf", symbols},
            {noto / "NotoSerif-Regular.ttf", symbols},
            {noto / "NotoSerif-Bold.ttf", symbols}};
}

/// About 1,000 characters as an exhibit has them.
inline const std::string kParagraph =
    "Bến Nhà Rồng nằm ở ngã ba sông Sài Gòn và kênh Bến Nghé, Quận 4, TP. Hồ Chí Minh. Ngày 5 "
    "tháng "
    "6 năm 1911, tại đây người thanh niên Nguyễn Tất Thành rời Tổ quốc trên con tàu Amiral "
    "Latouche-Tréville, đi tìm đường cứu nước. Tòa nhà được xây từ năm 1862–1864, cao 2 tầng, mái "
    "gắn đôi rồng chầu mặt trăng theo kiểu “lưỡng long chầu nguyệt”; diện tích khuôn viên gần "
    "12.000 m² (khoảng 1,2 ha). Năm 1979, nơi này trở thành khu lưu niệm, sau đổi thành bảo tàng "
    "và "
    "mở cửa đón khách từ 7 giờ 30 đến 17 giờ mỗi ngày, trừ thứ 2. Mỗi năm có hơn 500.000 lượt "
    "người "
    "đến xem, trong đó 40 % là học sinh, sinh viên; giá vé 20 nghìn đồng/lượt. Hiện vật được trưng "
    "bày theo 7 chủ đề: thời niên thiếu, hành trình 30 năm bôn ba, thời kỳ ở Pác Bó, ngày Độc lập, "
    "9 năm kháng chiến, những năm cuối đời và tình cảm của đồng bào miền Nam với Bác Hồ. Khách "
    "tham "
    "quan có thể nghe lời thuyết minh bằng tiếng Việt và tiếng Anh, xem ảnh tư liệu, chạm vào bản "
    "đồ "
    "để tìm đường đi, và ghi lại cảm nghĩ của mình.";

}  // namespace sen::graphics::test
