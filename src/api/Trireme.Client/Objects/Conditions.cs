using Trireme.Api;

namespace Trireme.Client.Objects;

/// <summary>Conditions of a status.</summary>
public static class Conditions
{
    /// <summary>The condition of this type; null where there is none.</summary>
    public static T? Find<T>(this IReadOnlyList<T>? conditions, string type)
        where T : class, ICondition<T>
    {
        foreach (var condition in conditions ?? [])
        {
            if (condition.Type == type)
                return condition;
        }
        return null;
    }

    /// <summary>Whether the condition of this type is <c>True</c>.</summary>
    public static bool IsTrue<T>(this IReadOnlyList<T>? conditions, string type)
        where T : class, ICondition<T> => conditions.Find(type)?.Status == "True";

    /// <summary>
    /// The list with this condition in the place of the one of its type, or at the end. The time of the last change stays where the
    /// status stays; the condition's own time counts where it changes.
    /// </summary>
    public static IReadOnlyList<T> With<T>(this IReadOnlyList<T>? conditions, T condition)
        where T : class, ICondition<T>
    {
        var result = new List<T>((conditions?.Count ?? 0) + 1);
        var placed = false;
        foreach (var known in conditions ?? [])
        {
            if (known.Type != condition.Type)
            {
                result.Add(known);
                continue;
            }
            if (placed)
                continue;
            placed = true;
            result.Add(known.Status == condition.Status ? condition.WithTransitionTime(known.TransitionTime) : condition);
        }
        if (!placed)
            result.Add(condition);
        return result;
    }

    /// <summary>The list without the condition of this type; null where nothing is left.</summary>
    public static IReadOnlyList<T>? Without<T>(this IReadOnlyList<T>? conditions, string type)
        where T : class, ICondition<T>
    {
        if (conditions.Find(type) is null)
            return conditions;
        var rest = conditions!.Where(condition => condition.Type != type).ToList();
        return rest.Count == 0 ? null : rest;
    }
}
