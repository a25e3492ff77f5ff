using System.Collections.Frozen;
using Trireme.Machinery.Schema;

namespace Trireme.Server.Strategies;

/// <summary>The strategy of every kind. Immutable.</summary>
internal sealed class StrategyRegistry
{
    private readonly FrozenDictionary<KindInfo, KindStrategy> _strategies;

    /// <summary>A registry that knows the special strategies, and the common one for all other kinds.</summary>
    public StrategyRegistry(KindRegistry kinds, IEnumerable<KindStrategy> special)
    {
        var all = kinds.All.ToDictionary(kind => kind, kind => new KindStrategy(kind));
        foreach (var strategy in special)
            all[strategy.Kind] = strategy;
        _strategies = all.ToFrozenDictionary();
    }

    /// <summary>The strategy of a kind.</summary>
    public KindStrategy Of(KindInfo kind) => _strategies[kind];
}
