// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widget.h"

namespace sen::ui {

/// How a child of a Row or Column takes room along it: as much as it wants, so many pixels, or a
/// share of what is left.
struct Extent {
    enum class Kind { Fit, Fixed, Grow } kind = Kind::Fit;
    int value = 0;  ///< pixels, or the weight of a Grow
};
inline constexpr Extent kFit{};
constexpr Extent fixed(int px) {
    return {Extent::Kind::Fixed, px};
}
constexpr Extent grow(int weight = 1) {
    return {Extent::Kind::Grow, weight};
}

/// Children one after another, each as wide (Column) or high (Row) as the whole.
class Line : public Widget {
  public:
    enum class Axis { Horizontal, Vertical };
    Line(Axis axis, int gap) : axis_(axis), gap_(gap) {}

    template <class T, class... Args>
    T& put(Extent extent, Args&&... args) {
        extents_.push_back(extent);
        return add<T>(std::forward<Args>(args)...);
    }
    void put_widget(Extent extent, std::unique_ptr<Widget> widget) {
        extents_.push_back(extent);
        adopt(std::move(widget));
    }

    /// Takes all children away.
    void clear();

    Size measure(Context& context, Size available) override;
    void arrange(Context& context, Rect rect) override;

  private:
    std::vector<int> lengths(Context& context, Size available);

    Axis axis_;
    int gap_;
    std::vector<Extent> extents_;
};

struct Row : Line {
    explicit Row(int gap = 0) : Line(Axis::Horizontal, gap) {}
};
struct Column : Line {
    explicit Column(int gap = 0) : Line(Axis::Vertical, gap) {}
};

struct Insets {
    int left = 0, top = 0, right = 0, bottom = 0;
    static Insets all(int px) { return {px, px, px, px}; }
};

/// One child with room around it.
class Padding : public Widget {
  public:
    explicit Padding(Insets insets) : insets_(insets) {}
    Size measure(Context& context, Size available) override;
    void arrange(Context& context, Rect rect) override;

  private:
    Insets insets_;
};

/// Children in columns of one width, row by row, each row as high as its tallest child. There are
/// as many columns as `least_width` allows, at least one and at most `most`; the last one ends
/// where the grid does. Hidden children take no cell.
class Grid : public Widget {
  public:
    struct Columns {
        int most = 1;
        int least_width = 0;  ///< pixels
    };
    Grid(Columns columns, int gap) : columns_(columns), gap_(gap) {}

    /// How many columns there are in so much width.
    int columns_in(int width) const;
    Size measure(Context& context, Size available) override;
    void arrange(Context& context, Rect rect) override;

  private:
    /// Of the shown children, row by row, in columns of these widths.
    std::vector<int> row_heights(Context& context, const std::vector<int>& widths);
    std::vector<int> widths_in(int width) const;
    std::vector<Widget*> shown() const;

    Columns columns_;
    int gap_;
};

/// Children on each other, the last one on top, each in its place of the whole. As large as the
/// largest of them with its insets.
class Stack : public Widget {
  public:
    enum class Align { Fill, Start, Middle, End };
    struct Place {
        Align across = Align::Fill, down = Align::Fill;
        Insets insets;  ///< room kept free around it
    };

    template <class T, class... Args>
    T& put(Place place, Args&&... args) {
        places_.push_back(place);
        return add<T>(std::forward<Args>(args)...);
    }

    Size measure(Context& context, Size available) override;
    void arrange(Context& context, Rect rect) override;

  private:
    std::vector<Place> places_;
};

/// Empty room.
class Space : public Widget {
  public:
    explicit Space(Size size = {}) : size_(size) {}
    Size measure(Context&, Size) override { return size_; }

  private:
    Size size_;
};

}  // namespace sen::ui
