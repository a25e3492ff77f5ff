using Trireme.Api.Core.V1;
using Trireme.Node.EnvironmentVariables;

namespace Trireme.Node.Volumes;

/// <summary>A volume to set up.</summary>
/// <param name="Pod">The Pod.</param>
/// <param name="Volume">The volume in its spec.</param>
/// <param name="Directory">The volume's own directory below the Pod's; not made yet.</param>
/// <param name="Running">What only the running Pod has.</param>
internal sealed record VolumeRequest(Pod Pod, Volume Volume, string Directory, RunningPod Running)
{
    /// <summary>The group to which the volume's files belong; null for no wish.</summary>
    public long? FsGroup => Pod.Spec.SecurityContext?.FsGroup;

    /// <summary>The user as which every container of the Pod runs; null where they differ or none is named.</summary>
    public long? CommonUser
    {
        get
        {
            long? common = null;
            foreach (var container in (Pod.Spec.InitContainers ?? []).Concat(Pod.Spec.Containers))
            {
                var user = container.SecurityContext?.RunAsUser ?? Pod.Spec.SecurityContext?.RunAsUser;
                if (user is null || (common is not null && common != user))
                    return null;
                common = user;
            }
            return common;
        }
    }
}
