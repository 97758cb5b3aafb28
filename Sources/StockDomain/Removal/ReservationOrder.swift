/// The order in which documents are served: the highest priority first, then the earliest planned day, then the lowest
/// number (R38). Whoever comes last loses first.
public struct ReservationOrder: Sendable, Hashable, Comparable {
    public let priority: Int
    public let plannedOn: CalendarDate
    public let number: String

    public init(priority: Int = 0, plannedOn: CalendarDate, number: String) {
        self.priority = priority
        self.plannedOn = plannedOn
        self.number = number
    }

    public static func < (left: ReservationOrder, right: ReservationOrder) -> Bool {
        if left.priority != right.priority { return left.priority > right.priority }
        if left.plannedOn != right.plannedOn { return left.plannedOn < right.plannedOn }
        // Numbers grow longer when their digits are used up.
        return (left.number.utf8.count, left.number) < (right.number.utf8.count, right.number)
    }
}

extension Document {
    public var reservationOrder: ReservationOrder {
        ReservationOrder(priority: priority, plannedOn: plannedOn, number: number)
    }
}
