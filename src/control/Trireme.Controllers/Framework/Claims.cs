using Trireme.Api;
using Trireme.Api.Meta.V1;
using Trireme.Client.Objects;

namespace Trireme.Controllers.Framework;

/// <summary>Which objects an owner controls, should adopt, or should let go.</summary>
/// <param name="Owned">Controlled already and still selected.</param>
/// <param name="Adopt">Selected, and controlled by nobody.</param>
/// <param name="Release">Controlled, but no longer selected.</param>
internal sealed record Claims<T>(IReadOnlyList<T> Owned, IReadOnlyList<T> Adopt, IReadOnlyList<T> Release)
    where T : class, IKubernetesObject
{
    /// <summary>Sorts candidates. An owner that is being deleted neither adopts nor releases.</summary>
    public static Claims<T> Sort(IKubernetesObject owner, LabelSelector selector, IEnumerable<T> candidates)
    {
        List<T> owned = [], adopt = [], release = [];
        foreach (var candidate in candidates)
        {
            var matches = selector.Matches(candidate.Metadata.Labels);
            if (candidate.ControllerReference() is { } controller)
            {
                if (controller.Uid != owner.Metadata.Uid)
                    continue;
                if (matches)
                    owned.Add(candidate);
                else if (!owner.IsDeleting())
                    release.Add(candidate);
            }
            else if (matches && !owner.IsDeleting() && !candidate.IsDeleting())
            {
                adopt.Add(candidate);
            }
        }
        return new Claims<T>(owned, adopt, release);
    }
}
