// SPDX-License-Identifier: Apache-2.0
#include "catalogue/index_steps.h"

namespace sen::catalogue {

const std::vector<Field>& all_fields() {
    static const std::vector<Field> fields{Field::Title, Field::Name, Field::Text};
    return fields;
}

const std::vector<IndexStep>& index_steps() {
    static const std::vector<Field> title{Field::Title}, name{Field::Name}, text{Field::Text};
    static const std::vector<IndexStep> steps{
        {Match::ExactPhrase, Level::Exact, true, title},
        {Match::ExactPhrase, Level::Exact, true, name},
        {Match::ExactPhrase, Level::Exact, true, text},
        {Match::ExactWords, Level::Exact, false, title},
        {Match::ExactWords, Level::Exact, false, all_fields(), Turn::Known},
        {Match::FoldedPhrase, Level::Folded, true, title, Turn::Known},
        {Match::FoldedPhrase, Level::Folded, true, name, Turn::Known},
        {Match::FoldedPhrase, Level::Folded, true, text, Turn::Known},
        {Match::FoldedWords, Level::Folded, false, title, Turn::Known},
        {Match::NearPhrase, Level::Near, true, title, Turn::Guessing, true},
        {Match::NearPhrase, Level::Near, true, name, Turn::Guessing, true},
        {Match::NearPhrase, Level::Near, true, text, Turn::Guessing, true},
        {Match::ExactWords, Level::Exact, false, all_fields(), Turn::Guessing},
        {Match::FoldedWords, Level::Folded, false, all_fields()},
        {Match::NearPhrase, Level::Near, true, title, Turn::Few, true},
        {Match::NearPhrase, Level::Near, true, name, Turn::Few, true},
        {Match::NearPhrase, Level::Near, true, text, Turn::Few, true},
        {Match::NearPhrase, Level::Near, true, title, Turn::Few},
        {Match::NearPhrase, Level::Near, true, name, Turn::Few},
        {Match::NearPhrase, Level::Near, true, text, Turn::Few},
        {Match::NearWords, Level::Near, false, title, Turn::Few, true},
        {Match::NearWords, Level::Near, false, all_fields(), Turn::Few, true},
        {Match::NearWords, Level::Near, false, title, Turn::Few},
        {Match::NearWords, Level::Near, false, all_fields(), Turn::Few}};
    return steps;
}

Level level_of(Match match) {
    switch (match) {
        case Match::ExactPhrase:
        case Match::ExactWords:
        case Match::ExactApart:
            return Level::Exact;
        case Match::FoldedPhrase:
        case Match::FoldedWords:
        case Match::FoldedApart:
            return Level::Folded;
        default:
            return Level::Near;
    }
}

}  // namespace sen::catalogue
