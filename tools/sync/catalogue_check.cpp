// SPDX-License-Identifier: Apache-2.0
#include "catalogue_check.h"

#include <set>

#include "catalogue/catalogue.h"

namespace sen::sync {

Result<void> check_catalogue(const std::filesystem::path& file, const store::Manifest& manifest) {
    SEN_TRY(const auto catalogue, catalogue::Catalogue::open(file));
    SEN_CHECK(catalogue.check());
    if (catalogue.languages().empty())
        return fail(ErrorKind::Corrupt, "the catalogue has no language");
    SEN_TRY(const auto card, catalogue.pack(catalogue.languages().front()));
    if (card.id != manifest.pack || card.publisher != manifest.publisher ||
        card.version != manifest.version || card.issued != manifest.issued)
        return fail(ErrorKind::Corrupt,
                    "the catalogue is of {}/{} version {} of {}, the manifest of {}/{} version {} "
                    "of {}",
                    card.publisher, card.id, card.version, card.issued, manifest.publisher,
                    manifest.pack, manifest.version, manifest.issued);
    std::set<Digest> listed;
    for (const auto& entry : manifest.objects) listed.insert(entry.object);
    SEN_TRY(const auto named, catalogue.objects());
    for (const auto& object : named)
        if (!listed.contains(object))
            return fail(ErrorKind::Corrupt, "the catalogue names object {}, the manifest does not",
                        object.hex());
    return {};
}

}  // namespace sen::sync
