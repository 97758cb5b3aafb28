/// At which moves a tracked product asks for its number (R5).
public enum Capture: String, Sendable, CaseIterable {
    case everyMove = "every_move"
    case deliveryOnly = "delivery_only"
}
