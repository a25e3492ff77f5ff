namespace Trireme.Api;

/// <summary>A condition in a status: one entry per type, with the time of the last change of its status.</summary>
/// <typeparam name="TSelf">The condition's own type.</typeparam>
public interface ICondition<TSelf>
    where TSelf : class, ICondition<TSelf>
{
    /// <summary>The name of the condition, unique in its list.</summary>
    string Type { get; }

    /// <summary><c>True</c>, <c>False</c> or <c>Unknown</c>.</summary>
    string Status { get; }

    /// <summary>When the status changed last; null where nobody has said.</summary>
    DateTimeOffset? TransitionTime { get; }

    /// <summary>The same condition with another time of its last change.</summary>
    TSelf WithTransitionTime(DateTimeOffset? time);
}
