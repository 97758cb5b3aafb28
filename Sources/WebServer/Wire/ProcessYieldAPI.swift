import StockDomain

extension ProcessYield {
    /// A yield as the API gives it; the sums are null where no unit weighs or measures all of it.
    var json: JSON {
        let sums: JSON = [
            "factors": JSON((self.sums?.factors ?? []).map(\.json)), "input": JSON(self.sums?.input),
            "loss": JSON(self.sums?.loss), "output": JSON(self.sums?.output),
            "percent": JSON(self.sums?.share?.percent), "unexplained": JSON(self.sums?.unexplained),
            "unit": JSON(self.sums?.unit),
        ]
        return sums.adding([
            "in_words": .string(inWords), "inputs": JSON(inputs.map(\.json)), "losses": JSON(losses.map(\.json)),
            "order": .string(order.number), "outputs": JSON(outputs.map(\.json)),
            "packaging": JSON(packaging.map(\.json)), "tolerance_percent": JSON(tolerance),
            "within_tolerance": JSON(isWithinTolerance),
        ])
    }
}
