# SPDX-License-Identifier: Apache-2.0
# The building half of sen-pack: from a source that was read and found good to objects and a manifest.
sen_room(pack_build
  SOURCES build.cpp build_output.cpp film_profile.cpp film_recipe.cpp job_pool.cpp jpeg_header.cpp
          media_cache.cpp media_plan.cpp pack_content.cpp picture_recipe.cpp sentences.cpp
          speech_recipe.cpp spoken_text.cpp wave.cpp
  LINKS sen_pack_source sen_catalogue_writer sen_store Threads::Threads)
