// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

#include "catalogue/catalogue.h"
#include "catalogue/connection.h"

namespace sen::catalogue {

struct Catalogue::Database {
    Connection connection;
    std::vector<std::string> languages;  ///< never empty

    std::string_view fall_back(std::string_view language) const {
        const auto known = std::find(languages.begin(), languages.end(), language);
        return known == languages.end() ? languages.front() : *known;
    }
};

/// An exhibit's card; Corrupt when it or its words are not there.
Result<ExhibitCard> read_card(Connection& connection, std::string_view id,
                              std::string_view language);

}  // namespace sen::catalogue
