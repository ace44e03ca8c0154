"""Which writings are one thing: names compared, judgements kept, candidates proposed."""
