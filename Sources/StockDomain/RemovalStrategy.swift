/// Which goods leave first (R32).
public enum RemovalStrategy: String, Sendable, CaseIterable {
    /// First in, first out: by first incoming date.
    case fifo
    /// Last in, first out.
    case lifo
    /// First expired, first out: by removal date, undated goods last.
    case fefo
    /// By the pick sequence of the place, then the natural order of its code.
    case closest
    /// The fewest packages touched.
    case leastPackages = "least_packages"
}
