/// What a component of a value must be beyond its characters and length; the raw values stand in the table.
enum ValueRule: String, Sendable {
    case check, pair, prefix
    case day, month, birthday, time, hour, minute
    case country, countryOr999, country2, currency
    case flag, sex, minus, winding, zero, nonzero, media, importer, latitude, longitude
    case piece, sequence, iban, noLeadingZero, percent

    /// Whether `value`, whose characters and length are right already, obeys.
    func isMet(by value: String) -> Bool {
        switch self {
        case .check: CheckDigit.isRight(value)
        case .pair: CheckPair.isRight(value) && hasCompanyPrefix(value)
        case .prefix: hasCompanyPrefix(value)
        case .day: isDay(value, mayBeZero: false)
        case .month: isDay(value, mayBeZero: true)
        case .birthday: isBirthday(value)
        case .time: isTime(value)
        case .hour: isNumber(value, in: 0...23)
        case .minute: isNumber(value, in: 0...59)
        case .country: ISOCodes.countries.contains(value)
        case .countryOr999: value == "999" || ISOCodes.countries.contains(value)
        case .country2: ISOCodes.countryLetters.contains(value)
        case .currency: ISOCodes.currencies.contains(value)
        case .flag: ["0", "1"].contains(value)
        case .sex: ["0", "1", "2", "9"].contains(value)
        case .minus: value == "-"
        case .winding: ["0", "1", "9"].contains(value)
        case .zero: value == "0"
        case .nonzero: !isNumber(value, in: 0...0)
        case .media: isNumber(value, in: 1...10) || isNumber(value, in: 80...99)
        case .importer: value.unicodeScalars.allSatisfy { $0 != "=" && ValueCharacters.base64.contains($0) }
        case .latitude: isNumber(value, in: 0...1_800_000_000)
        case .longitude: isNumber(value, in: 0...3_600_000_000)
        case .piece: isPieceOfTotal(value)
        case .sequence: isPlaceInSequence(value)
        case .iban: isIBAN(value)
        case .noLeadingZero: value == "0" || !value.hasPrefix("0")
        case .percent: hasWholeEscapes(value)
        }
    }

    /// The class of the fault when it is not met.
    var code: Problem.Code {
        switch self {
        case .check, .pair, .iban: .checkDigit
        case .day, .month, .birthday, .time, .hour, .minute: .date
        case .piece: .pieceOfTotal
        case .noLeadingZero: .zeroPrefix
        case .prefix, .sequence, .percent: .structure
        default: .codeList
        }
    }

    /// Completes "… but `value`" to what is wrong with it.
    func objection(to value: String) -> String {
        switch self {
        case .check:
            "the check digit of \(value) should be \(CheckDigit.completing(value.dropLast()) ?? "?")"
        case .pair: "the check characters of \(value) do not fit"
        case .prefix: "\(value) does not begin with the digits of a company prefix"
        case .day, .month, .birthday: "\(value) is not a day of the calendar"
        case .time, .hour, .minute: "\(value) is not a time of day"
        case .country, .countryOr999, .country2: "\(value) is not the code of a country"
        case .currency: "\(value) is not the code of a currency"
        case .piece: "\(value) is not a piece number and a total that is not smaller"
        case .sequence: "\(value) is not a place in a sequence such as 1/2"
        case .iban: "\(value) is not a valid account number"
        case .noLeadingZero: "\(value) must not begin with 0"
        case .percent: "\(value) holds an incomplete % code"
        default: "\(value) is not one of the permitted values"
        }
    }
}

/// A company prefix has four digits or more; which ones are given out is not ours to know.
private func hasCompanyPrefix(_ value: String) -> Bool {
    let start = value.utf8.prefix(4)
    return start.count == 4 && start.allSatisfy { digitValue($0) != nil }
}

private func isNumber(_ value: String, in range: ClosedRange<Int>) -> Bool {
    Int(value).map(range.contains) ?? false
}

private func isDay(_ value: String, mayBeZero: Bool) -> Bool {
    // Only 29 February needs the year. Seen from 2049 all are in this century, where each fourth is a leap year.
    guard let date = GS1Date(value, asOfYear: 2049) else { return false }
    return mayBeZero || !date.isWholeMonth
}

private func isBirthday(_ value: String) -> Bool {
    guard let numbers = twoDigitNumbers(value), numbers.count == 4, numbers[3] > 0 else { return false }
    return GS1Date(year: numbers[0] * 100 + numbers[1], month: numbers[2], dayOrZero: numbers[3]) != nil
}

private func isTime(_ value: String) -> Bool {
    guard let numbers = twoDigitNumbers(value), numbers.count == 2 else { return false }
    return numbers[0] < 24 && numbers[1] < 60
}

private func isPieceOfTotal(_ value: String) -> Bool {
    guard let numbers = twoDigitNumbers(value), numbers.count == 2 else { return false }
    return numbers[0] > 0 && numbers[0] <= numbers[1]
}

private func isPlaceInSequence(_ value: String) -> Bool {
    let numbers = value.split(separator: "/", omittingEmptySubsequences: false).map { $0.utf8.compactMap(digitValue) }
    guard numbers.count == 2, numbers[0].count == 1, numbers[1].count == 1 else { return false }
    return numbers[0][0] > 0 && numbers[0][0] <= numbers[1][0]
}

/// Source: ISO 13616; the first four characters move to the end, letters count from 10, the rest by 97 is 1.
private func isIBAN(_ value: String) -> Bool {
    guard value.utf8.count > 4 else { return false }
    var remainder = 0
    for character in value.dropFirst(4) + value.prefix(4) {
        guard let number = Int(String(character), radix: 36), !character.isLowercase else { return false }
        remainder = (remainder * (number < 10 ? 10 : 100) + number) % 97
    }
    return remainder == 1
}

private func hasWholeEscapes(_ value: String) -> Bool {
    value.split(separator: "%", omittingEmptySubsequences: false).dropFirst()
        .allSatisfy { $0.utf8.prefix(2).count == 2 && $0.prefix(2).allSatisfy(\.isHexDigit) }
}
