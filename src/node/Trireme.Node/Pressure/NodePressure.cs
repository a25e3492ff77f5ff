namespace Trireme.Node.Pressure;

/// <summary>What a node is short of.</summary>
/// <param name="Memory">Memory.</param>
/// <param name="Disk">Space or inodes.</param>
/// <param name="Pid">Process ids.</param>
internal readonly record struct NodePressure(bool Memory, bool Disk, bool Pid)
{
    /// <summary>Whether it is short of anything.</summary>
    public bool Any => Memory || Disk || Pid;
}
