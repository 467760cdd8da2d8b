// SPDX-License-Identifier: Apache-2.0
// The part of Kiosk that knows which languages there are and which one is spoken.
#include <algorithm>

#include "app/kiosk.h"
#include "base/log.h"
#include "screens/language_chooser.h"

namespace sen::app {

std::string Kiosk::content_language() const {
    if (!library_) return language_;
    const auto& languages = library_->languages();
    for (const std::string& wanted : {language_, std::string("en")})
        if (std::find(languages.begin(), languages.end(), wanted) != languages.end()) return wanted;
    return languages.empty() ? language_ : languages.front();
}

void Kiosk::set_language(const std::string& language) {
    language_ = parts_.strings.contains(language) ? language : "vi";
    context_.strings = &parts_.strings.at(language_);
    const auto has_other_fonts = parts_.use_fonts(*context_.theme, language_);
    if (!has_other_fonts) log::error("fonts: {}", has_other_fonts.error().message);
    if (has_other_fonts && *has_other_fonts) stage_.forget_style();
    if (!services_) return;
    services_->language = language_;
    services_->content_language = content_language();
    services_->languages.clear();
    services_->other_language_name.clear();
    const auto& content = library_->languages();
    for (const auto& code : offered_languages(parts_.strings, parts_.site.languages, content)) {
        const std::string& name = parts_.strings.at(code)["language_name"];
        const bool has_content = std::find(content.begin(), content.end(), code) != content.end();
        services_->languages.push_back({code, name, has_content});
        if (code != language_ && services_->other_language_name.empty())
            services_->other_language_name = name;
    }
    // Of many languages no one name tells what the button does.
    if (services_->languages.size() > 2)
        services_->other_language_name = (*context_.strings)["languages"];
    services_->site_name = parts_.site.name_in(language_);
    if (!services_->site_name.empty()) return;
    if (const auto cover = library_->cover(content_language())) services_->site_name = cover->title;
}

void Kiosk::switch_language() {
    if (mode_ != Mode::Visit || !services_) return;
    const auto& languages = services_->languages;
    if (languages.size() > 2) {
        stage_.set_overlay(std::make_unique<screens::LanguageChooser>(*services_),
                           ui::Stage::Behind::Seen);
        return;
    }
    for (const auto& other : languages)
        if (other.code != language_) return use_language(other.code);
}

}  // namespace sen::app
