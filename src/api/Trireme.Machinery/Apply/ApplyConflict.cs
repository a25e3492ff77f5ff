namespace Trireme.Machinery.Apply;

/// <summary>A field that an applied configuration would change although another manager owns it.</summary>
/// <param name="Manager">The other manager, as messages write it: <c>"kubectl-edit" using apps/v1</c>.</param>
/// <param name="Path">The field, such as <c>.spec.replicas</c>.</param>
public sealed record ApplyConflict(string Manager, string Path)
{
    /// <summary>The reason of the cause in the Status.</summary>
    public const string CauseReason = "FieldManagerConflict";

    /// <summary>The message of the cause in the Status; its field is <see cref="Path"/>.</summary>
    public string Message => "conflict with " + Manager;
}
